/** Channels by the color type of the header; a palette may have transparent colors. */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 4, 4: 2, 6: 4 };

/**
 * See `decodedBytes`. An interlaced picture is whole in memory twice: as it is read, and turned.
 */
export function pngBytes(bytes: Buffer): number {
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const [depth, colorType, interlaced] = [
    bytes.readUInt8(24),
    bytes.readUInt8(25),
    bytes.readUInt8(28),
  ];
  const copies = interlaced === 0 ? 1 : 2;
  return width * height * (CHANNELS[colorType] ?? 4) * Math.ceil(depth / 8) * copies;
}
