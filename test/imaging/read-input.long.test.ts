import { expect, it } from '@jest/globals';

import { ImageProcessor } from '../../src/imaging/image-processor.js';
import { ImagingQueue } from '../../src/imaging/imaging-queue.js';
import { INPUT_LIMITS } from '../../src/imaging/limits.js';
import { readInput } from '../../src/imaging/read-input.js';
import * as pictures from '../support/pictures.js';

const processor = new ImageProcessor(new ImagingQueue());
const MIB = 1024 * 1024;

it('a picture that takes too long to read is given up', async () => {
  // As many pixels as are allowed: fast machines decode half of them within the second.
  const slow = await pictures.noise(7000, 7000).webp({ quality: 1, effort: 0 }).toBuffer();
  expect(slow.length).toBeLessThan(8 * MIB);
  await expect(readInput(slow, { ...INPUT_LIMITS, timeoutSeconds: 1 })).rejects.toMatchObject({
    code: 'image.timeout',
    retryable: true,
  });
});

it('a picture that grew over 8 MiB by being stored lossless is shrunk', async () => {
  const small = await pictures.noise(3000, 2400).avif({ quality: 15, effort: 0 }).toBuffer();
  const alpha = await pictures.noise(1800, 1800).ensureAlpha(0.5).webp({ quality: 5 }).toBuffer();
  const gif = await pictures.noise(3000, 3000).gif({ colours: 16, effort: 1 }).toBuffer();
  for (const bytes of [small, alpha, gif]) {
    expect(bytes.length).toBeLessThanOrEqual(8 * MIB);
    expect((await processor.readInput(bytes)).bytes.length).toBeLessThanOrEqual(8 * MIB);
  }
});
