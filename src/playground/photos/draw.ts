import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { painted } from './paint.js';
import { PHOTOS } from './photos.js';

/*
 * Draws the sample photos into `dist/page/samples/`; a part of `npm run build`, so that a
 * playground has them before it prints its address.
 */
const OUT = path.resolve('dist/page/samples');

await mkdir(OUT, { recursive: true });
for (const { name, motif } of PHOTOS) await writeFile(path.join(OUT, name), painted(motif));
