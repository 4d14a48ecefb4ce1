/**
 * The folder rules of the house; `npm run check:folders` checks them. That views import nothing but
 * types is checked by the linter (`.oxlintrc.json`), which tells types from values.
 */

/** Modules of npm, by name. */
const npm = (...names) => `^node_modules/(${names.join('|')})(/|$)`;

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    rule('no-circular', 'Two modules that need each other are one.', {}, { circular: true }),
    rule(
      'no-orphans',
      'Every source is used.',
      { orphan: true, path: '^src', pathNot: 'main\\.ts$|\\.d\\.ts$|\\.cts$' },
      {},
    ),
    rule('resolvable', 'Every import leads somewhere.', {}, { couldNotResolve: true }),
    rule(
      'bot-is-on-top',
      'Storage, models and imaging know nothing of Discord.',
      { path: '^src/(persistence|generation|imaging|views|ops)' },
      { path: '^src/bot' },
    ),
    rule(
      'discordx-in-bot',
      'Only the bot speaks discordx and discord.js; the container hands discordx its injector, and the doctor asks discord.js for permissions.',
      {
        path: '^(src|ormconfig)',
        pathNot: '^src/(bot|container\\.ts|ops/cli/doctor/server-channels\\.ts)',
      },
      { path: npm('discordx', '@discordx', 'discord\\.js') },
    ),
    rule(
      'typeorm-in-persistence',
      'Only persistence and ormconfig.ts speak TypeORM.',
      { path: '^src', pathNot: '^src/persistence' },
      { path: npm('typeorm') },
    ),
    rule(
      'driver-in-ormconfig',
      'Only ormconfig.ts names a database driver; the playground locks the file from outside.',
      { path: '^src', pathNot: '^src/sandbox/playground/storage-lock\\.ts' },
      { path: npm('sqlite3', 'pg', 'better-sqlite3') },
    ),
    rule(
      'sharp-in-imaging',
      'Only imaging and the offline model touch pixels.',
      { path: '^(src|ormconfig)', pathNot: '^src/(imaging|generation/offline)' },
      { path: npm('sharp') },
    ),
    rule(
      'sandbox-is-alone',
      'The sandbox stands in for Discord, so it must not share code with the bot.',
      { path: '^src/sandbox' },
      { path: '^(src|ormconfig)', pathNot: '^src/sandbox' },
    ),
    rule(
      'bot-meets-sandbox-over-the-wire',
      'Nothing but tests and the demo starts a sandbox.',
      { path: '^(src|ormconfig)', pathNot: '^src/sandbox' },
      { path: '^src/sandbox' },
    ),
    rule(
      'page-runs-in-browsers',
      'The page shares nothing with the server but the types of their protocol.',
      { path: '^src/sandbox/page' },
      { path: '^src/sandbox/(?!page|playground/protocol)' },
    ),
    rule(
      'page-is-bundled',
      'Nothing that runs in Node imports the page.',
      { path: '^(src|ormconfig)', pathNot: '^src/sandbox/page' },
      { path: '^src/sandbox/page' },
    ),
    rule(
      'container-in-one-place',
      'Constructor injection only: nobody but a process at its start asks the container.',
      { path: '^src', pathNot: '^src/(container|main|ops/cli/composition)\\.ts' },
      { path: '^src/(storage-)?container\\.ts' },
    ),
    rule(
      'no-test-in-source',
      'What runs in production does not come from tests.',
      { path: '^(src|ormconfig)' },
      { path: '^test' },
    ),
    rule(
      'no-dev-dependencies',
      'What runs in production is a dependency; the sandbox is for development.',
      { path: '^(src|ormconfig)', pathNot: '^src/sandbox' },
      {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['type-only'],
      },
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
