import { deflateSync, crc32 } from 'node:zlib';

import sharp from 'sharp';

/*
 * Pictures that are small as files and large to decode. Each is valid.
 */

/** A PNG's 16-bit RGBA: eight bytes a pixel. */
const PIXEL_BYTES = 8;

/**
 * An AVIF of about 1 KB whose picture of `coded` × `coded` pixels is cropped to 64 × 64 by a `clap`
 * property: programs say that it has 64 × 64 pixels, and decode them all.
 */
export async function croppedAvif(coded = 8192): Promise<Buffer> {
  const whole = await sharp({
    create: { width: coded, height: coded, channels: 3, background: '#80a0c0' },
  })
    .avif({ effort: 0, quality: 30 })
    .toBuffer();
  return withProperty(
    whole,
    Buffer.concat([uint32(40), Buffer.from('clap'), uint32(64, 1, 64, 1, 0, 1, 0, 1)]),
  );
}

/**
 * A progressive JPEG of one gray tone, 55 bytes a scan: each scan says once more, for all
 * blocks, that nothing is added. 100,000 of them take minutes on any machine (2,500 take
 * about ten seconds).
 */
export function endlessJpeg(scans = 100_000, side = 7000): Buffer {
  const blocks = Math.ceil(side / 8) ** 2;
  const parts = [
    Buffer.from([0xff, 0xd8]),
    segment(0xdb, Buffer.concat([Buffer.from([0]), Buffer.alloc(64, 1)])),
    segment(0xc2, Buffer.from([8, ...uint16(side), ...uint16(side), 1, 1, 0x11, 0])),
    segment(0xc4, huffmanTable(0x00, 0)),
    segment(0xc4, huffmanTable(0x10, END_OF_BAND_RUN)),
    segment(0xda, Buffer.from([1, 1, 0x00, 0, 0, 0x00])),
    // Each block: "no difference", one zero bit.
    bitsOf('0'.repeat(blocks)),
  ];
  const empty = Buffer.concat([
    segment(0xda, Buffer.from([1, 1, 0x00, 1, 63, 0x00])),
    bitsOf(emptyRuns(blocks)),
  ]);
  for (let scan = 0; scan < scans; scan += 1) parts.push(empty);
  return Buffer.concat([...parts, Buffer.from([0xff, 0xd9])]);
}

/**
 * A PNG of 50 megapixels in 16-bit RGBA (400 MB decoded), interlaced, and turned by its
 * orientation; about 390 KB.
 */
export function turnedPng(width = 10_000, height = 5000): Buffer {
  const header = Buffer.from([...uint32(width, height), 16, 6, 0, 0, 1]);
  const exif = Buffer.concat([
    Buffer.from('MM\0*'),
    uint32(8),
    Buffer.from([0, 1, 0x01, 0x12, 0, 3, ...uint32(1), 0, 6, 0, 0, ...uint32(0)]),
  ]);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('eXIf', exif),
    chunk('IDAT', deflateSync(Buffer.alloc(interlacedBytes(width, height)), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/**
 * An ordinary photo of 48 megapixels, as phones take them; with an orientation it lies on its side.
 */
export async function largePhoto(orientation = 1): Promise<Buffer> {
  const [width, height] = [8000, 6000];
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 20 };
  const small = sharp({
    create: { width: width / 8, height: height / 8, channels: 3, background: '#808080', noise },
  });
  return await sharp(await small.png().toBuffer())
    .resize(width, height)
    .jpeg({ quality: 70 })
    .withMetadata({ orientation })
    .toBuffer();
}

/** "The next blocks end here", as many as a run has: up to twice this, less one, in 14 bits. */
const END_OF_BAND_RUN = 0xe0;
const SHORTEST_RUN = 2 ** 14;

/** As few runs as there can be, about equally long. */
function emptyRuns(blocks: number): string {
  const runs = Math.ceil(blocks / (2 * SHORTEST_RUN - 1));
  return Array.from({ length: runs }, (_, n) => {
    const length = Math.floor(((n + 1) * blocks) / runs) - Math.floor((n * blocks) / runs);
    return `0${(length - SHORTEST_RUN).toString(2).padStart(14, '0')}`;
  }).join('');
}

/** A table of one symbol, whose code is a zero bit. */
function huffmanTable(classAndId: number, symbol: number): Buffer {
  return Buffer.from([classAndId, 1, ...Array.from({ length: 15 }, () => 0), symbol]);
}

/** Bits as a JPEG has them: filled up with ones, and a zero byte after each byte of ones. */
function bitsOf(bits: string): Buffer {
  const bytes = bits.match(/.{1,8}/g)?.map((eight) => Number.parseInt(eight.padEnd(8, '1'), 2));
  return Buffer.from((bytes ?? []).flatMap((byte) => (byte === 0xff ? [0xff, 0] : [byte])));
}

function segment(marker: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0xff, marker, ...uint16(content.length + 2)]), content]);
}

/**
 * What the seven passes of an interlaced PNG have: each row begins with the number of its filter.
 */
function interlacedBytes(width: number, height: number): number {
  const passes = [
    [0, 8, 0, 8],
    [4, 8, 0, 8],
    [0, 4, 4, 8],
    [2, 4, 0, 4],
    [0, 2, 2, 4],
    [1, 2, 0, 2],
    [0, 1, 1, 2],
  ] as const;
  return passes
    .map(([x, dx, y, dy]) => {
      const [columns, rows] = [Math.ceil((width - x) / dx), Math.ceil((height - y) / dy)];
      return rows * (1 + columns * PIXEL_BYTES);
    })
    .reduce((sum, bytes) => sum + bytes, 0);
}

function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), content]);
  return Buffer.concat([uint32(content.length), named, uint32(crc32(named))]);
}

/** Adds a property to an AVIF of sharp's, and ties it to its only item. */
function withProperty(avif: Buffer, property: Buffer): Buffer {
  const bytes = Buffer.from(avif);
  const [meta, iloc, iprp, ipco, ipma] = (['meta', 'iloc', 'iprp', 'ipco', 'ipma'] as const).map(
    (type) => bytes.indexOf(type) - 4,
  ) as [number, number, number, number, number];
  const ipmaEnd = ipma + bytes.readUInt32BE(ipma);
  // Where the number of the item's properties is.
  const countAt = ipma + 18;
  const count = bytes.readUInt8(countAt) + 1;
  const added = property.length + 1;
  for (const start of [meta, iprp]) increase(bytes, start, added);
  increase(bytes, ipco, property.length);
  increase(bytes, ipma, 1);
  // The picture's data moves to the back.
  increase(bytes, iloc + 20, added);
  bytes.writeUInt8(count, countAt);
  const isEssential = 0x80;
  return Buffer.concat([
    bytes.subarray(0, ipma),
    property,
    bytes.subarray(ipma, ipmaEnd),
    Buffer.from([isEssential | count]),
    bytes.subarray(ipmaEnd),
  ]);
}

function increase(bytes: Buffer, at: number, by: number): void {
  bytes.writeUInt32BE(bytes.readUInt32BE(at) + by, at);
}

function uint16(value: number): [number, number] {
  return [value >> 8, value & 0xff];
}

function uint32(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [n, value] of values.entries()) bytes.writeUInt32BE(value, n * 4);
  return bytes;
}
