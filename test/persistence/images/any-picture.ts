import { randomBytes } from 'node:crypto';

import type { Picture, PictureMediaType } from '../../../src/imaging/picture.js';

/** Bytes that stand for a picture; a store never looks into them. */
export function anyPicture(mediaType: PictureMediaType = 'image/png', byteSize = 4096): Picture {
  return { bytes: randomBytes(byteSize), mediaType, width: 640, height: 480 };
}
