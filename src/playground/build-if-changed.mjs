/**
 * Before `npm run demo`: builds what the playground needs, unless nothing has changed since the
 * last time. Types are not checked here and programs other than the bot are left out, so that the
 * page opens within seconds; `npm run build` does all of it. Exits with 1 when the build fails.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('../..', import.meta.url)));

/** Everything that affects the output. The lock file covers the compiler and the libraries. */
const SOURCES = ['src', 'ormconfig.ts', 'tsconfig.json', 'package.json', 'package-lock.json'];
/** It is next to the output, so it is deleted together with it. */
const FINGERPRINT = 'dist/demo.fingerprint';
/** As measured on two cores that others used, too (8 to 13); said before the build. */
const USUAL_SECONDS = 10;

/** Changes with every change of a source: it covers names, sizes and times of all of them. */
async function fingerprint() {
  const files = [];
  for (const source of SOURCES) {
    const isFolder = (await stat(source)).isDirectory();
    const names = isFolder ? await readdir(source, { recursive: true }) : [''];
    files.push(...names.map((name) => path.join(source, name)));
  }
  const states = await Promise.all(
    files.map(async (file) => {
      const { size, mtimeMs } = await stat(file);
      return `${file} ${size} ${mtimeMs}`;
    }),
  );
  return createHash('sha256').update(states.toSorted().join('\n')).digest('hex');
}

/** Runs a Node program. Throws when it fails; it has said why. */
async function run(...args) {
  const program = spawn(process.execPath, args, { stdio: 'inherit' });
  const [code] = await once(program, 'exit');
  if (code !== 0) throw new Error(`${args[0]} has failed.`);
}

async function buildBot() {
  // `npm run build` would take what it says for what the output is.
  await rm('dist/tsconfig.tsbuildinfo', { force: true });
  await run('node_modules/typescript/bin/tsc', '-p', 'src/playground/tsconfig.json');
  await Promise.all([
    run('src/bundle.mjs', '--bot-only'),
    run('dist/src/playground/photos/draw.js'),
  ]);
}

const current = await fingerprint();
const last = existsSync(FINGERPRINT) ? await readFile(FINGERPRINT, 'utf8') : '';
if (current !== last) {
  const startedAt = performance.now();
  process.stdout.write(
    `Building the bot and the page, as always after a change of the code. This takes about ${USUAL_SECONDS} seconds …\n`,
  );
  await rm(FINGERPRINT, { force: true });
  try {
    await Promise.all([buildBot(), run('src/playground/page/bundle.mjs')]);
    await writeFile(FINGERPRINT, current);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    process.stdout.write(`Built in ${seconds} s. Starting …\n`);
  } catch (error) {
    process.stderr.write(`The build failed: ${error.message}\n`);
    process.exitCode = 1;
  }
}
