/** The pixels as they are read and turned, and what the encoder makes of them: it stays a WebP. */
const BYTES_PER_PIXEL = 16;

/** See `decodedBytes`. */
export function webpBytes(bytes: Buffer): number {
  const { width, height } = sizeOf(bytes);
  return width * height * BYTES_PER_PIXEL;
}

function sizeOf(bytes: Buffer): { width: number; height: number } {
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8X':
      return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
    case 'VP8L': {
      // Two numbers of 14 bits each.
      const packed = bytes.readUInt32LE(21);
      return { width: (packed & 0x3fff) + 1, height: ((packed >> 14) & 0x3fff) + 1 };
    }
    default:
      return {
        width: bytes.readUInt16LE(26) & 0x3fff,
        height: bytes.readUInt16LE(28) & 0x3fff,
      };
  }
}
