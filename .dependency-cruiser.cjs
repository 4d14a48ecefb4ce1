/** The folder rules of the house; `npm run check:folders` checks them. */

/** Modules of npm, by name. */
const npm = (...names) => `^node_modules/(${names.join('|')})(/|$)`;

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** The one order of the folders: each may import those before it, and none after it. */
const ORDER = [
  'platform',
  'config',
  'imaging',
  'interactions',
  'views',
  'persistence',
  'generation',
  'maintenance',
  'monitoring',
  'tracing',
  'bot',
  'cli',
];

/** The entries of the processes, and what they put together, come last. */
const ENTRIES = '^src/[^/]+\\.ts$';

const order = ORDER.map((folder, n) => {
  const later = ORDER.slice(n + 1);
  return rule(
    `${folder}-imports-earlier-folders`,
    `The order of the folders: ${ORDER.join(', ')}, then the entries.`,
    { path: `^src/${folder}/` },
    { path: later.length === 0 ? ENTRIES : `^src/(${later.join('|')})/|${ENTRIES}` },
  );
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...order,
    rule('no-circular', 'Two modules that need each other are one.', {}, { circular: true }),
    rule(
      'no-orphans',
      'Every source is used.',
      { orphan: true, path: '^src', pathNot: 'main\\.ts$|\\.d\\.ts$|\\.cts$' },
      {},
    ),
    rule('resolvable', 'Every import leads somewhere.', {}, { couldNotResolve: true }),
    rule(
      'interactions-are-pure',
      'The state and its transitions do no I/O: of npm they take the schema library, of Node nothing.',
      { path: '^src/interactions/' },
      { path: '^node_modules/(?!zod/)' },
    ),
    rule(
      'interactions-touch-no-core-module',
      'The state and its transitions do no I/O.',
      { path: '^src/(interactions|views)/' },
      { dependencyTypes: ['core'] },
    ),
    rule(
      'views-are-pure',
      'Views turn states into plain message data. Of other packages they know the types of Discord’s API; that these are types alone, the linter checks, since this parser does not tell types apart.',
      { path: '^src/views/' },
      { path: '^(node_modules/(?!discord-api-types/)|src/(?!(views|interactions)/))' },
    ),
    rule(
      'discordx-in-bot',
      'Only the bot speaks discordx and discord.js; the container hands discordx its injector.',
      { path: '^(src|ormconfig)', pathNot: '^src/(bot/|container\\.ts)' },
      { path: npm('discordx', '@discordx', 'discord\\.js') },
    ),
    rule(
      'intake-knows-no-message',
      'A request is a plain value. What Discord sends becomes one in a folder of its own, such as mention/.',
      { path: '^src/bot/intake/[^/]+$' },
      { path: `^src/bot/intake/[^/]+/|${npm('discord\\.js', 'discordx')}` },
    ),
    rule(
      'typeorm-in-persistence',
      'Only persistence and ormconfig.ts speak TypeORM.',
      { path: '^src', pathNot: '^src/persistence/' },
      { path: npm('typeorm') },
    ),
    rule(
      'driver-in-one-place',
      'Only persistence/database names a driver; the playground locks the file from outside.',
      {
        path: '^(src|ormconfig)',
        pathNot: '^src/(persistence/database/|playground/storage-lock\\.ts)',
      },
      { path: npm('sqlite3', 'pg', 'better-sqlite3') },
    ),
    rule(
      's3-in-one-place',
      'Only the drivers of the image store speak S3.',
      { path: '^(src|ormconfig)', pathNot: '^src/persistence/images/drivers/' },
      { path: npm('@aws-sdk', '@smithy') },
    ),
    rule(
      'sharp-in-imaging',
      'Only imaging touches pixels.',
      { path: '^(src|ormconfig)', pathNot: '^src/imaging/' },
      { path: npm('sharp') },
    ),
    rule(
      'sandbox-is-alone',
      'The sandbox stands in for Discord, so it must not share code with the bot.',
      { path: '^src/sandbox/' },
      { path: '^(src|ormconfig)', pathNot: '^src/sandbox/' },
    ),
    rule(
      'playground-knows-the-sandbox-alone',
      'The playground meets the bot over the wire. Its stand-in for Gemini draws with the offline model.',
      { path: '^src/playground/', pathNot: '^src/playground/gemini/' },
      { path: '^(src|ormconfig)', pathNot: '^src/(playground|sandbox)/' },
    ),
    rule(
      'stand-in-for-gemini-draws',
      'The stand-in for Gemini draws as the offline model does, and shares nothing else with the bot.',
      { path: '^src/playground/gemini/' },
      {
        path: '^(src|ormconfig)',
        pathNot: '^src/(playground/gemini|platform|imaging|interactions)/',
      },
    ),
    rule(
      'bot-meets-sandbox-over-the-wire',
      'Nothing but tests and the demo starts a sandbox.',
      { path: '^(src|ormconfig)', pathNot: '^src/(sandbox|playground)/' },
      { path: '^src/(sandbox|playground)/' },
    ),
    rule(
      'page-runs-in-browsers',
      'The page shares nothing with the server but the types of their protocol.',
      { path: '^src/playground/page/' },
      { path: '^src/(?!playground/(page/|protocol))' },
    ),
    rule(
      'page-is-bundled',
      'Nothing that runs in Node imports the page.',
      { path: '^(src|ormconfig)', pathNot: '^src/playground/page/' },
      { path: '^src/playground/page/' },
    ),
    rule(
      'no-test-in-source',
      'What runs in production does not come from tests.',
      { path: '^(src|ormconfig)' },
      { path: '^test' },
    ),
    rule(
      'no-dev-dependencies',
      'What runs in production is a dependency; sandbox and playground are for development.',
      { path: '^(src|ormconfig)', pathNot: '^src/(sandbox|playground)/|^src/bundle\\.mjs$' },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    ),
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
