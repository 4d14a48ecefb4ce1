/**
 * `npm run build`: compiles to `dist/` what has changed since the last time, and bundles the
 * playground's page into `dist/page/`. Where nothing has changed it does nothing. Ends with 1 when
 * either fails; both say why.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

/** Everything that decides what comes out; the lock stands for the compiler and the libraries. */
const SOURCES = ['src', 'test', 'scripts', 'ormconfig.ts', 'tsconfig.json', 'package-lock.json'];
const PAGE = 'src/sandbox/page';
const PAGE_OUT = 'dist/page';
/** Files that are served as they are. */
const PAGE_FILES = ['index.html', 'icon.svg'];
/** Both lie beside the output, and so go with it. */
const FINGERPRINT = 'dist/build.fingerprint';
const COMPILER_MEMORY = 'dist/tsconfig.tsbuildinfo';

/** Changes with every change of a source: names, sizes and times of all of them. */
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
  const text = states.toSorted((one, other) => (one < other ? -1 : 1)).join('\n');
  return createHash('sha256').update(text).digest('hex');
}

async function lastFingerprint() {
  try {
    return await readFile(FINGERPRINT, 'utf8');
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return '';
  }
}

async function compile() {
  const compiler = fileURLToPath(import.meta.resolve('typescript/package.json'));
  const args = ['--incremental', '--tsBuildInfoFile', COMPILER_MEMORY];
  const tsc = path.join(path.dirname(compiler), 'bin', 'tsc');
  const [code] = await once(spawn(process.execPath, [tsc, ...args], { stdio: 'inherit' }), 'exit');
  if (code !== 0) throw new Error('The compiler found errors.');
}

async function bundlePage() {
  const { build } = await import('esbuild');
  await mkdir(PAGE_OUT, { recursive: true });
  await build({
    entryPoints: [`${PAGE}/main.ts`, `${PAGE}/main.css`],
    outdir: PAGE_OUT,
    tsconfig: `${PAGE}/tsconfig.json`,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    sourcemap: 'linked',
    logLevel: 'warning',
  });
  for (const name of PAGE_FILES) await copyFile(`${PAGE}/${name}`, `${PAGE_OUT}/${name}`);
}

const current = await fingerprint();
if (current !== (await lastFingerprint())) {
  await rm(FINGERPRINT, { force: true });
  const results = await Promise.allSettled([compile(), bundlePage()]);
  const failures = results.flatMap(({ reason }) => (reason === undefined ? [] : [reason]));
  for (const { message } of failures) process.stderr.write(`The build failed. ${message}\n`);
  if (failures.length === 0) await writeFile(FINGERPRINT, current);
  process.exitCode = failures.length === 0 ? 0 : 1;
}
