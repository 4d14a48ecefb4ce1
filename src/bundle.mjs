/**
 * Bundles what `tsc` wrote into `dist/bot/`: the bot (`main.js`) and the command line (`cli.js`),
 * which are what operators run, and the program that opens pictures for both (`imaging-main.js`). A
 * part of `npm run build`. With `--bot-only`, the command line and the maps to the sources are left
 * out, which halves the time. A start reads a few large files instead of two thousand small ones.
 * TypeScript itself is no input: esbuild does not write the metadata of decorators.
 */
import { copyFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

const DIST = fileURLToPath(new URL('../dist/', import.meta.url));
/** Whether the bot alone is wanted, and quickly: for the playground. */
const IS_BOT_ONLY = process.argv.includes('--bot-only');
const COMPILED = path.join(DIST, 'src');
const OUT = path.join(DIST, 'bot');

/**
 * They load binaries that lie beside them, but for `pg`, which few need, and the last one, which
 * has to run before everything else.
 */
const OUTSIDE = /^(sqlite3|pg|sharp|fs-native-extensions|reflect-metadata)$/;

/** Of TypeORM's twenty drivers, those that `ormconfig.ts` can choose, and what they are made of. */
const TYPEORM_DRIVERS = new Set(['sqlite', 'sqlite-abstract', 'postgres', 'types']);

/**
 * Loads what stays outside by `require`: an `import` would make Node read the sources for the names
 * of exports first, at every start.
 */
const requireOutside = {
  name: 'require-outside',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: OUTSIDE }, ({ path: name, kind }) =>
      kind === 'require-call'
        ? { path: name, external: true }
        : { path: name, namespace: 'outside' },
    );
    onLoad({ filter: /.*/, namespace: 'outside' }, ({ path: name }) => ({
      contents: `module.exports = require('${name}');`,
    }));
  },
};

/**
 * Names the exports of discord.js and of the library for S3. They are CommonJS, of which esbuild
 * knows no names: each of our files would copy all of it, and an `import()` would give none.
 */
const nameExports = {
  name: 'name-exports',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(discord\.js|@aws-sdk\/client-s3)$/ }, ({ path: name, kind }) =>
      kind === 'require-call' ? undefined : { path: name, namespace: 'named' },
    );
    onLoad({ filter: /.*/, namespace: 'named' }, ({ path: name }) => {
      const names = Object.keys(createRequire(import.meta.url)(name));
      const contents = `export const { ${names.join(', ')} } = require('${name}');`;
      return { contents, resolveDir: DIST };
    });
  },
};

/**
 * A quarter of the code: database drivers, and zod's messages in other languages. The metrics
 * would load OpenTelemetry at every start for examples that nobody switches on; traces load it
 * where they are wanted.
 */
const leaveOutUnused = {
  name: 'leave-out-unused',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@opentelemetry\/api$/ }, ({ path: name, importer }) =>
      importer.includes('/prom-client/') ? { path: name, namespace: 'unused' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'unused' }, () => ({ contents: '' }));
    onLoad({ filter: /\/typeorm\/driver\/[a-z0-9-]+\// }, ({ path: file }) =>
      TYPEORM_DRIVERS.has(path.basename(path.dirname(file))) ? undefined : { contents: '' },
    );
    onLoad({ filter: /\/zod\/v4\/locales\/index\.js$/ }, () => ({ contents: '' }));
  },
};

/**
 * What CommonJS modules expect to be there. Chunks run in an order of esbuild's, so each sees to it
 * that tsyringe and the entities find the metadata of decorators.
 */
const BANNER = `import { createRequire as requireFrom } from 'node:module';
const require = requireFrom(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;
require('reflect-metadata');`;

// The command line that is there stays, with its chunks: their names carry hashes.
if (!IS_BOT_ONLY) await rm(OUT, { recursive: true, force: true });
await build({
  entryPoints: {
    main: path.join(COMPILED, 'main.js'),
    ...(IS_BOT_ONLY ? {} : { cli: path.join(COMPILED, 'nanobanana.js') }),
    // The bot finds it under this name; see `imaging-process.ts`.
    'imaging-main': path.join(COMPILED, 'imaging/pool/imaging-main.js'),
  },
  outdir: OUT,
  bundle: true,
  // An `import()` stays one, and what both programs need is there once.
  splitting: true,
  // All in one folder, so that `import.meta.url` leads to the package from wherever code
  // comes to lie.
  chunkNames: '[name]-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  // discord.js and TypeORM find some classes by their names.
  keepNames: true,
  sourcemap: !IS_BOT_ONLY,
  sourcesContent: false,
  plugins: [requireOutside, nameExports, leaveOutUnused],
  banner: { js: BANNER },
  logLevel: 'warning',
});
await copyFile(path.join(COMPILED, 'platform/thread-pool.cjs'), path.join(OUT, 'thread-pool.cjs'));
