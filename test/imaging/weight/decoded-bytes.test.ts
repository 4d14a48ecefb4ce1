import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';

import { decodedBytes } from '../../../src/imaging/weight/decoded-bytes.js';
import { endlessJpeg } from '../../support/hostile-pictures.js';
import * as pictures from '../../support/pictures.js';

const [WIDTH, HEIGHT] = [40, 30];
const PIXELS = WIDTH * HEIGHT;
const plain = () => pictures.quadrants(WIDTH, HEIGHT);

describe('the weight of a picture', () => {
  it.each([
    ['an opaque PNG', 3, () => plain().png()],
    ['a PNG with transparency', 4, () => plain().ensureAlpha(0.5).png()],
    ['a PNG with a palette', 4, () => plain().png({ palette: true })],
    ['a gray PNG', 1, () => plain().toColourspace('b-w').png()],
    ['a PNG of 16 bits a color', 6, () => plain().toColourspace('rgb16').png()],
    ['an interlaced PNG', 6, () => plain().png({ progressive: true })],
    ['a JPEG', 3, () => plain().jpeg()],
    ['a gray JPEG', 1, () => plain().toColourspace('b-w').jpeg()],
    ['a progressive JPEG', 6, () => plain().jpeg({ progressive: true })],
    [
      'a progressive JPEG with full color',
      9,
      () => plain().jpeg({ progressive: true, chromaSubsampling: '4:4:4' }),
    ],
    ['a WebP', 16, () => plain().webp()],
    ['a lossless WebP', 16, () => plain().webp({ lossless: true })],
    ['a WebP with metadata', 16, () => plain().withMetadata({ orientation: 6 }).webp()],
    ['a GIF', 8, () => plain().gif()],
    ['an AVIF', 18, () => plain().avif()],
  ])('the weight of %s is %i bytes a pixel', async (_, bytesPerPixel, encode) => {
    expect(decodedBytes(await encode().toBuffer())).toBe(PIXELS * bytesPerPixel);
  });

  it('the weight of a JPEG turned by its orientation is found behind its metadata', async () => {
    expect(decodedBytes(await pictures.phoneJpeg(6))).toBe(320 * 200 * 3);
  });

  it('the weight of a JPEG of many scans counts its coefficients', () => {
    expect(decodedBytes(endlessJpeg(3, 1000))).toBe(1000 * 1000 * 3);
  });

  it('the weight of a GIF counts frames that reach beyond its size', async () => {
    const bytes = await plain().gif().toBuffer();
    const frame = bytes.indexOf(Buffer.from([0x2c, 0, 0, 0, 0, WIDTH, 0, HEIGHT, 0]));
    bytes.writeUInt16LE(5000, frame + 1);
    bytes.writeUInt16LE(3000, frame + 3);
    expect(decodedBytes(bytes)).toBe((5000 + WIDTH) * (3000 + HEIGHT) * 8);
  });

  it('the weight of an AVIF with ten bits a color is twice that of one with eight', async () => {
    const bytes = await sharp(await plain().png().toBuffer())
      .avif()
      .toBuffer();
    const config = bytes.indexOf('av1C') + 4;
    bytes.writeUInt8(bytes.readUInt8(config + 2) | 0x40, config + 2);
    expect(decodedBytes(bytes)).toBe(PIXELS * 36);
  });

  it.each(['png', 'jpeg', 'webp', 'gif', 'avif'] as const)(
    'the weight of a %s that ends in its header is unknown, and never an error',
    async (format) => {
      const bytes = await plain().toFormat(format).toBuffer();
      for (let length = 0; length < Math.min(bytes.length, 400); length += 1) {
        const weight = decodedBytes(bytes.subarray(0, length));
        expect(weight === undefined || weight >= 0).toBe(true);
      }
      expect(decodedBytes(bytes.subarray(0, 9))).toBeUndefined();
    },
  );

  it('the weight of anything else is unknown', () => {
    expect(decodedBytes(Buffer.from('a text that is no picture'))).toBeUndefined();
    expect(decodedBytes(Buffer.alloc(0))).toBeUndefined();
  });
});
