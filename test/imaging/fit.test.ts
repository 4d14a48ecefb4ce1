import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';

import { sharedImaging } from '../support/imaging.js';
import * as pictures from '../support/pictures.js';

const processor = sharedImaging();

describe('the fitting of a picture', () => {
  it('the fitting gives back the same object when the picture fits already', async () => {
    const picture = await pictures.picture(pictures.photo(), 'image/jpeg');
    const limits = { maxBytes: picture.bytes.length, maxSide: 800 };
    expect(await processor.fit(picture, limits)).toBe(picture);
    expect(await processor.fit(picture, { maxBytes: picture.bytes.length })).toBe(picture);
  });

  it.each(['image/png', 'image/jpeg', 'image/webp'] as const)(
    'the fitting shortens the long side of a %s and keeps type and aspect',
    async (mediaType) => {
      const picture = await pictures.picture(pictures.photo(800, 600), mediaType);
      const fitted = await processor.fit(picture, { maxBytes: 10_000_000, maxSide: 400 });
      expect(fitted).toMatchObject({ mediaType, width: 400, height: 300 });
      expect(await pictures.meanDifference(picture.bytes, fitted.bytes)).toBeLessThan(6);
    },
  );

  it('the fitting gives up quality before pixels', async () => {
    const picture = await pictures.picture(pictures.photo(800, 600));
    const maxBytes = 150_000;
    expect(picture.bytes.length).toBeGreaterThan(maxBytes);
    const fitted = await processor.fit(picture, { maxBytes });
    expect(fitted).toMatchObject({ mediaType: 'image/jpeg', width: 800, height: 600 });
    expect(fitted.bytes.length).toBeLessThanOrEqual(maxBytes);
  });

  it('the fitting keeps transparency', async () => {
    const glass = await pictures.picture(pictures.noise(600, 600).ensureAlpha(0.4));
    const fitted = await processor.fit(glass, { maxBytes: 200_000 });
    expect(fitted.mediaType).toBe('image/webp');
    expect((await sharp(fitted.bytes).metadata()).hasAlpha).toBe(true);
    expect(fitted.bytes.length).toBeLessThanOrEqual(200_000);
  });

  it('the fitting keeps no useless transparency', async () => {
    const opaque = await pictures.picture(pictures.noise(600, 600).ensureAlpha(1));
    expect((await processor.fit(opaque, { maxBytes: 200_000 })).mediaType).toBe('image/jpeg');
  });

  it('the fitting reaches every limit that a picture can reach, and says honestly what it made', async () => {
    for (const mediaType of ['image/png', 'image/jpeg', 'image/webp'] as const) {
      const picture = await pictures.picture(pictures.noise(900, 500), mediaType);
      for (const maxBytes of [500_000, 60_000, 5000, 900]) {
        const fitted = await processor.fit(picture, { maxBytes });
        const metadata = await sharp(fitted.bytes).metadata();
        expect(fitted.bytes.length).toBeLessThanOrEqual(maxBytes);
        expect(`image/${metadata.format}`).toBe(fitted.mediaType);
        expect([metadata.width, metadata.height]).toEqual([fitted.width, fitted.height]);
        expect(Math.abs(fitted.width / fitted.height - 1.8)).toBeLessThan(0.35);
      }
    }
  });

  it('the fitting says so when nothing is small enough', async () => {
    const picture = await pictures.picture(pictures.photo(200, 200));
    await expect(processor.fit(picture, { maxBytes: 10 })).rejects.toMatchObject({
      code: 'image.too_large',
    });
  });

  it('the fitting reports a picture that cannot be decoded', async () => {
    const picture = await pictures.picture(pictures.photo(200, 200));
    const torn = { ...picture, bytes: picture.bytes.subarray(0, 9000) };
    await expect(processor.fit(torn, { maxBytes: 5000 })).rejects.toMatchObject({
      code: 'image.unreadable',
    });
  });
});
