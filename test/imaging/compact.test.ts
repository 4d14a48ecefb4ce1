import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';

import { sharedImaging } from '../support/imaging.js';
import { cutOut, noise, photo, picture } from '../support/pictures.js';

const imaging = sharedImaging();

const pixels = (bytes: Buffer) => sharp(bytes).ensureAlpha().raw().toBuffer();

describe('a PNG that is made compact', () => {
  it.each([
    ['a photo', () => photo(400, 300).png()],
    ['transparency, the colours beneath it included', () => cutOut().png()],
    ['few colours', () => photo(200, 200).png({ palette: true, colours: 16 })],
    ['gray', () => photo(200, 200).grayscale().png()],
  ])(
    'a PNG that is made compact is a smaller WebP of the very same pixels: %s',
    async (_name, draw) => {
      const before = await picture(draw());
      const after = await imaging.compact(before);
      expect(after.bytes.length).toBeLessThanOrEqual(before.bytes.length);
      expect(await pixels(after.bytes)).toEqual(await pixels(before.bytes));
      expect(after).toMatchObject({ width: before.width, height: before.height });
      const { format } = await sharp(after.bytes).metadata();
      expect(`image/${format}`).toBe(after.mediaType);
    },
  );

  it('a PNG that is made compact is a WebP in the usual case', async () => {
    const before = await picture(photo(400, 300).png());
    expect((await imaging.compact(before)).mediaType).toBe('image/webp');
  });

  it.each([
    ['16 bits a channel', () => noise(64, 64).toColourspace('rgb16').png()],
    ['a colour profile', () => photo(64, 64).withIccProfile('p3').png()],
  ])('a PNG stays what it is where WebP would change it: %s', async (_name, draw) => {
    const before = await picture(draw());
    expect(await imaging.compact(before)).toBe(before);
  });

  it('a picture stays what it is where it is no PNG', async () => {
    const jpeg = await picture(photo(64, 64), 'image/jpeg');
    expect(await imaging.compact(jpeg)).toBe(jpeg);
  });
});
