import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';

import { AppError } from '../../src/platform/app-error.js';
import { sharedImaging } from '../support/imaging.js';
import * as pictures from '../support/pictures.js';

const processor = sharedImaging();
const MIB = 1024 * 1024;

describe('the type of an upload', () => {
  it.each([
    ['PNG', () => pictures.quadrants().png().toBuffer(), 'image/png', 'png'],
    ['JPEG', () => pictures.quadrants().jpeg().toBuffer(), 'image/jpeg', 'jpeg'],
    ['WebP', () => pictures.quadrants().webp().toBuffer(), 'image/webp', 'webp'],
    ['GIF', () => pictures.quadrants().gif().toBuffer(), 'image/png', 'png'],
    ['AVIF', () => pictures.quadrants().avif().toBuffer(), 'image/jpeg', 'jpeg'],
    ['AVIF with alpha', () => pictures.cutOut().avif().toBuffer(), 'image/png', 'png'],
    ['WebP with alpha', () => pictures.cutOut().webp().toBuffer(), 'image/webp', 'webp'],
  ])(
    'the type of an upload is read by content, and a %s is stored well',
    async (_, make, mediaType, format) => {
      const bytes = await make();
      const read = await processor.readInput(bytes);
      const before = await sharp(bytes).metadata();
      const after = await sharp(read.bytes).metadata();
      expect(read.mediaType).toBe(mediaType);
      expect(after.format).toBe(format);
      expect([read.width, read.height]).toEqual([before.width, before.height]);
      expect([after.width, after.height]).toEqual([before.width, before.height]);
      expect(after.hasAlpha).toBe(before.hasAlpha);
      expect(await pictures.meanDifference(bytes, read.bytes)).toBeLessThan(2);
    },
  );

  it.each(['4:2:0', '4:4:4'])(
    'the picture of a JPEG upload keeps the resolution of its colors, %s',
    async (chromaSubsampling) => {
      const bytes = await pictures.quadrants().jpeg({ chromaSubsampling }).toBuffer();
      const read = await processor.readInput(bytes);
      expect(await sharp(read.bytes).metadata()).toMatchObject({ chromaSubsampling });
    },
  );

  it('the picture of an animated GIF or WebP is its first frame', async () => {
    const gif = await pictures.animatedGif([
      [200, 30, 30],
      [30, 30, 200],
      [30, 200, 30],
    ]);
    const webp = await sharp(gif, { animated: true }).webp({ lossless: true }).toBuffer();
    for (const bytes of [gif, webp]) {
      expect((await sharp(bytes).metadata()).pages).toBe(3);
      const read = await processor.readInput(bytes);
      expect((await sharp(read.bytes).metadata()).pages ?? 1).toBe(1);
      expect([read.width, read.height]).toEqual([64, 64]);
      const [red, , blue] = await pictures.colorAt(read.bytes, 0.5, 0.5);
      expect(red).toBeGreaterThan(190);
      expect(blue).toBeLessThan(45);
    }
  });

  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect/></svg>';
  it.each([
    ['empty', Buffer.alloc(0)],
    ['an SVG drawing', Buffer.from(svg)],
    ['an SVG drawing', Buffer.from(`<?xml version="1.0"?>\n${svg}`)],
    ['a text file', Buffer.from('not a picture')],
    ['a text file', Buffer.from('<!doctype html><title>x</title>')],
    ['a PDF document', Buffer.from('%PDF-1.7\n1 0 obj\n')],
    ['a HEIC picture', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')],
    ['a video', Buffer.from('\0\0\0\x18ftypisom\0\0\x02\0isomiso2', 'latin1')],
    ['a ZIP archive', Buffer.from('PK\x05\x06'.padEnd(22, '\0'), 'latin1')],
    ['of the kind “EXE”', Buffer.from('MZ'.padEnd(64, '\0'), 'latin1')],
    ['of an unknown kind', Buffer.from([0xde, 0xad, 0, 0xbe, 0xef])],
  ])('an upload is refused with what it is: %s', async (kind, bytes) => {
    await expect(processor.readInput(bytes)).rejects.toMatchObject({
      code: 'image.unsupported_type',
      retryable: false,
      userMessage: `This file is ${kind}; only PNG, JPEG, WebP, GIF and AVIF pictures can be used.`,
    });
  });

  it('an upload is refused when it is a whole TIFF, although it could be decoded', async () => {
    const tiff = await pictures.quadrants().tiff().toBuffer();
    await expect(processor.readInput(tiff)).rejects.toMatchObject({
      code: 'image.unsupported_type',
      userMessage: expect.stringContaining('a TIFF picture'),
    });
  });
});

describe('orientation and metadata', () => {
  // Index into QUADRANTS of what is seen top left, top right, bottom left, bottom right.
  const seen: readonly (readonly [number, number[]])[] = [
    [1, [0, 1, 2, 3]],
    [2, [1, 0, 3, 2]],
    [3, [3, 2, 1, 0]],
    [4, [2, 3, 0, 1]],
    [5, [0, 2, 1, 3]],
    [6, [2, 0, 3, 1]],
    [7, [3, 1, 2, 0]],
    [8, [1, 3, 0, 2]],
  ];

  it.each(seen)(
    'the reading applies EXIF orientation %i to the pixels',
    async (orientation, corners) => {
      const read = await processor.readInput(await pictures.phoneJpeg(orientation));
      const turned = orientation >= 5;
      expect([read.width, read.height]).toEqual(turned ? [200, 320] : [320, 200]);
      expect((await sharp(read.bytes).metadata()).orientation).toBeUndefined();
      const places = [
        [0.25, 0.25],
        [0.75, 0.25],
        [0.25, 0.75],
        [0.75, 0.75],
      ] as const;
      for (const [index, [x, y]] of places.entries()) {
        const color = await pictures.colorAt(read.bytes, x, y);
        for (const [channel, value] of pictures.QUADRANTS[corners[index]!]!.entries())
          expect(Math.abs(color[channel]! - value)).toBeLessThan(12);
      }
    },
  );

  it('the reading keeps no location, maker, XMP, profile or comment', async () => {
    const jpeg = await pictures.phoneJpeg(6);
    expect(jpeg.includes('SecretMaker')).toBe(true);
    expect(jpeg.includes('SecretXmp')).toBe(true);
    const png = await pictures
      .quadrants()
      .withExif({ IFD0: { Artist: 'SecretArtist' } })
      .withIccProfile('p3')
      .png()
      .toBuffer();
    const webp = await sharp(jpeg).keepMetadata().webp().toBuffer();
    expect(webp.includes('SecretMaker')).toBe(true);
    for (const bytes of [jpeg, png, webp]) {
      const read = await processor.readInput(bytes);
      const metadata = await sharp(read.bytes).metadata();
      expect(metadata.exif).toBeUndefined();
      expect(metadata.xmp).toBeUndefined();
      expect(metadata.icc).toBeUndefined();
      expect(metadata.comments).toBeUndefined();
      expect(read.bytes.toString('latin1')).not.toMatch(/Secret|Exif|GPS|ns\.adobe|xmpmeta/);
    }
  });

  it('the reading converts a wide-gamut profile to sRGB instead of dropping it', async () => {
    const wide = await pictures.solid([200, 60, 60], 64, 64).withIccProfile('p3').png().toBuffer();
    const raw = await sharp(wide, { ignoreIcc: true }).raw().toBuffer();
    expect(raw[0]).toBeLessThan(195);
    const read = await processor.readInput(wide);
    const [red] = await pictures.colorAt(read.bytes, 0.5, 0.5);
    expect(Math.abs(red - 200)).toBeLessThan(4);
  });

  it('the reading makes 8-bit sRGB of 16-bit, gray and CMYK pictures', async () => {
    const sources = [
      await pictures.quadrants().toColourspace('rgb16').png().toBuffer(),
      await pictures.quadrants().toColourspace('b-w').png().toBuffer(),
      await pictures.quadrants().toColourspace('cmyk').jpeg().toBuffer(),
    ];
    for (const bytes of sources) {
      const metadata = await sharp((await processor.readInput(bytes)).bytes).metadata();
      expect([metadata.depth, metadata.space]).toEqual(['uchar', 'srgb']);
    }
  });
});

describe('the limits of an upload', () => {
  it('the reading refuses more than 10 MiB, before looking at the content', async () => {
    await expect(processor.readInput(Buffer.alloc(10 * MIB + 1))).rejects.toMatchObject({
      code: 'image.too_large',
      retryable: false,
    });
  });

  it('the reading refuses a small file that would unpack to more than 50 megapixels', async () => {
    const bomb = await pictures.bombPng(7100, 7100);
    expect(bomb.length).toBeLessThan(200_000);
    await expect(processor.readInput(bomb)).rejects.toMatchObject({
      code: 'image.too_many_pixels',
      userMessage: expect.stringContaining('7100 × 7100'),
    });
  });

  it('the reading refuses a side that JPEG and WebP cannot hold', async () => {
    const thread = await pictures.bombPng(20_000, 4);
    await expect(processor.readInput(thread)).rejects.toMatchObject({
      code: 'image.too_many_pixels',
    });
  });
});

describe('broken pictures', () => {
  it.each(['png', 'jpeg', 'webp', 'gif', 'avif'] as const)(
    'a %s that breaks off anywhere is refused with a clear error',
    async (format) => {
      const whole = await pictures.photo(400, 300).toFormat(format).toBuffer();
      for (const share of [0.3, 0.5, 0.8]) {
        const torn = whole.subarray(0, Math.floor(whole.length * share));
        await expect(processor.readInput(torn)).rejects.toMatchObject({
          name: 'AppError',
          code: 'image.unreadable',
          retryable: false,
        });
      }
    },
  );

  it('the reading never ends in anything but a picture or an AppError, whatever bytes are damaged', async () => {
    let seed = 7;
    const chance = (): number => (seed = (seed * 48_271) % 2_147_483_647);
    for (const format of ['png', 'jpeg', 'webp', 'gif', 'avif'] as const) {
      const whole = await pictures.quadrants(64, 48).toFormat(format).toBuffer();
      for (let round = 0; round < 30; round += 1) {
        const damaged = Buffer.from(whole);
        for (let hit = 0; hit < 6; hit += 1) damaged[chance() % damaged.length] = chance() % 256;
        const outcome = await processor.readInput(damaged).catch((error: unknown) => error);
        expect(kindOf(outcome)).toMatch(/^(picture|image\..+)$/);
      }
    }
  });
});

function kindOf(outcome: unknown): string {
  if (outcome instanceof AppError) return outcome.code;
  return outcome instanceof Error ? String(outcome) : 'picture';
}
