/**
 * Before `npm run demo`: runs `npm run build`, unless nothing has changed since the last build, so
 * that the page opens within seconds. Exits with 1 when the build fails.
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
const SOURCES = [
  'src',
  'test',
  'ormconfig.ts',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];
/** It is next to the output, so it is deleted together with it. */
const FINGERPRINT = 'dist/demo.fingerprint';

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

const current = await fingerprint();
const last = existsSync(FINGERPRINT) ? await readFile(FINGERPRINT, 'utf8') : '';
if (current !== last) {
  await rm(FINGERPRINT, { force: true });
  const build = spawn('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
  const [code] = await once(build, 'exit');
  if (code === 0) await writeFile(FINGERPRINT, current);
  process.exitCode = code === 0 ? 0 : 1;
}
