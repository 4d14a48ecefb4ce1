/** The frame, and what the frames before left of it. */
const BYTES_PER_PIXEL = 8;
const EXTENSION = 0x21;
const FRAME = 0x2c;

/** See `decodedBytes`. Frames may reach beyond the size that a GIF gives first. */
export function gifBytes(bytes: Buffer): number {
  let [width, height] = [bytes.readUInt16LE(6), bytes.readUInt16LE(8)];
  let at = 13 + paletteBytes(bytes.readUInt8(10));
  for (; at < bytes.length;) {
    const kind = bytes.readUInt8(at);
    if (kind === EXTENSION) at += 2;
    else if (kind === FRAME) {
      width = Math.max(width, bytes.readUInt16LE(at + 1) + bytes.readUInt16LE(at + 5));
      height = Math.max(height, bytes.readUInt16LE(at + 3) + bytes.readUInt16LE(at + 7));
      at += 11 + paletteBytes(bytes.readUInt8(at + 9));
    } else break;
    at = afterBlocks(bytes, at);
  }
  return width * height * BYTES_PER_PIXEL;
}

function paletteBytes(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 0x07) + 1);
}

/** Each block says its length first; one of no length is the last. */
function afterBlocks(bytes: Buffer, start: number): number {
  let at = start;
  while (at < bytes.length && bytes.readUInt8(at) > 0) at += 1 + bytes.readUInt8(at);
  return at + 1;
}
