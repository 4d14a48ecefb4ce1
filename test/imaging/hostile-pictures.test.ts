import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';

import { croppedAvif, turnedPng } from '../support/hostile-pictures.js';
import { sharedImaging } from '../support/imaging.js';

const processor = sharedImaging();

describe('a picture that is small as a file and large to open', () => {
  it('an AVIF whose crop hides how large it is is refused unopened', async () => {
    const bytes = await croppedAvif(5000);
    expect(bytes.length).toBeLessThan(2000);
    expect((await sharp(bytes).metadata()).width).toBe(64);
    await expect(processor.readInput(bytes)).rejects.toMatchObject({
      code: 'image.too_many_pixels',
      userMessage:
        'This picture takes 430 MiB of memory to open; at most 400 MiB can be used. An ordinary JPEG of it takes less.',
    });
  });

  it('a PNG of 32 megapixels that would be in memory twice is refused unopened', async () => {
    const bytes = turnedPng(8000, 4000);
    expect(bytes.length).toBeLessThan(260_000);
    await expect(processor.readInput(bytes)).rejects.toMatchObject({
      code: 'image.too_many_pixels',
      userMessage: expect.stringContaining('takes 489 MiB of memory'),
    });
  });
});
