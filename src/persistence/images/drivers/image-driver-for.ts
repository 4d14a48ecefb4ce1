import type { ImagePlace } from '../../../config/image-place.js';
import type { S3Access } from '../../../config/s3-access.js';
import { FileImageDriver } from './file-image-driver.js';
import type { ImageDriver } from './image-driver.js';
import { S3Connection } from './s3-connection.js';
import { S3ImageDriver } from './s3-image-driver.js';

/** The driver for the place where pictures are kept. Nothing is opened or connected yet. */
export function imageDriverFor(place: ImagePlace, s3: S3Access): ImageDriver {
  if (place.kind === 'files') return new FileImageDriver(place.dir);
  return new S3ImageDriver(new S3Connection(s3), place.bucket, place.prefix);
}
