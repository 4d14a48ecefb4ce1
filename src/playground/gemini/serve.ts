import 'reflect-metadata';

import { ImageProcessor } from '../../imaging/image-processor.js';
import { ImagingQueue } from '../../imaging/imaging-queue.js';
import { PainterServer } from './painter-server.js';

/*
 * The offline model as a separate program. Prints `PAINTER_URL=http://127.0.0.1:PORT`, and runs
 * until a signal, or until its standard input closes because its parent process has ended.
 */
const queue = new ImagingQueue();
const imaging = new ImageProcessor(queue);
const painter = await PainterServer.start(queue, imaging, 0);
process.stdin.resume().on('end', end).on('error', end);
process.on('SIGINT', end).on('SIGTERM', end);
process.stdout.write(`PAINTER_URL=${painter.url}\n`);

function end(): void {
  process.exit(0);
}
