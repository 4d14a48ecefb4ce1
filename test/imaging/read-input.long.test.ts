import { expect, it } from '@jest/globals';

import { sharedImaging } from '../support/imaging.js';
import * as pictures from '../support/pictures.js';

const processor = sharedImaging();
const MIB = 1024 * 1024;

it('a picture that grew over 10 MiB by being stored lossless is shrunk', async () => {
  const small = await pictures.noise(3000, 2400).avif({ quality: 15, effort: 0 }).toBuffer();
  const alpha = await pictures.noise(1800, 1800).ensureAlpha(0.5).webp({ quality: 5 }).toBuffer();
  const gif = await pictures.noise(3000, 3000).gif({ colours: 16, effort: 1 }).toBuffer();
  for (const bytes of [small, alpha, gif]) {
    expect(bytes.length).toBeLessThanOrEqual(10 * MIB);
    expect((await processor.readInput(bytes)).bytes.length).toBeLessThanOrEqual(10 * MIB);
  }
});
