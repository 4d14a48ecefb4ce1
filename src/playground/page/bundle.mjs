/** Bundles the playground's page into `dist/page/`; a part of `npm run build`. */
import { copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

const PAGE = fileURLToPath(new URL('.', import.meta.url));
const OUT = path.join(PAGE, '../../../dist/page');
/** Files that are copied unchanged. */
const PLAIN_FILES = ['index.html', 'icon.svg'];

await mkdir(OUT, { recursive: true });
await build({
  entryPoints: [path.join(PAGE, 'main.ts'), path.join(PAGE, 'main.css')],
  outdir: OUT,
  tsconfig: path.join(PAGE, 'tsconfig.json'),
  bundle: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  sourcemap: 'linked',
  logLevel: 'warning',
});
for (const name of PLAIN_FILES) await copyFile(path.join(PAGE, name), path.join(OUT, name));
