import { avifBytes } from './avif-bytes.js';
import { gifBytes } from './gif-bytes.js';
import { jpegBytes } from './jpeg-bytes.js';
import { pngBytes } from './png-bytes.js';
import { webpBytes } from './webp-bytes.js';

/** Node's errors for a header that ends too early. */
const BEYOND_THE_END = new Set<unknown>(['ERR_OUT_OF_RANGE', 'ERR_BUFFER_OUT_OF_BOUNDS']);

/** How each type begins, and how its header is read. */
const READERS: readonly {
  readonly at: number;
  readonly magic: string;
  readonly read: (bytes: Buffer) => number | undefined;
}[] = [
  { at: 0, magic: '\x89PNG\r\n\x1a\n', read: pngBytes },
  { at: 0, magic: '\xff\xd8\xff', read: jpegBytes },
  { at: 8, magic: 'WEBP', read: webpBytes },
  { at: 0, magic: 'GIF8', read: gifBytes },
  { at: 4, magic: 'ftyp', read: avifBytes },
];

/**
 * The memory that decoding a picture may take at its worst, in bytes, by the coded size in
 * its header: before any cropping, and as if it had to be turned. Undefined when the header
 * cannot be read.
 *
 * It reads the header itself, because libvips says sizes as they are after cropping, and would have
 * to be loaded where pictures are not opened.
 */
export function decodedBytes(bytes: Buffer): number | undefined {
  const reader = READERS.find(
    ({ at, magic }) => bytes.toString('latin1', at, at + magic.length) === magic,
  );
  try {
    return reader?.read(bytes);
  } catch (error) {
    const { code }: { code?: unknown } = Object(error);
    if (BEYOND_THE_END.has(code)) return undefined;
    throw error;
  }
}
