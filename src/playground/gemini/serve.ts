import 'reflect-metadata';

import { ImageProcessor } from '../../imaging/image-processor.js';
import { ImagingPool } from '../../imaging/pool/imaging-pool.js';
import { PainterServer } from './painter-server.js';

/*
 * The offline model as a separate program. Prints `PAINTER_URL=http://127.0.0.1:PORT`, and runs
 * until a signal, or until its standard input closes because its parent process has ended.
 */
const imaging = new ImageProcessor(new ImagingPool());
const painter = await PainterServer.start(imaging, 0);
process.stdin.resume().on('end', end).on('error', end);
process.on('SIGINT', end).on('SIGTERM', end);
process.stdout.write(`PAINTER_URL=${painter.url}\n`);

function end(): void {
  process.exit(0);
}
