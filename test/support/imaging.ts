import { ImageProcessor } from '../../src/imaging/image-processor.js';
import { ImagingPool } from '../../src/imaging/pool/imaging-pool.js';
import { endAfterFile } from './endings.js';

/** A pool whose processes end after the last test of the file. They run what was built last. */
export function sharedImagingPool(): ImagingPool {
  const pool = new ImagingPool();
  endAfterFile(() => pool.stop());
  return pool;
}

/** An image processor with a pool of its own; see `sharedImagingPool`. */
export function sharedImaging(): ImageProcessor {
  return new ImageProcessor(sharedImagingPool());
}
