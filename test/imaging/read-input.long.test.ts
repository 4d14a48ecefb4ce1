import { expect, it } from '@jest/globals';

import { sharedImagingPool } from '../support/imaging.js';
import * as pictures from '../support/pictures.js';

const pool = sharedImagingPool();
const MIB = 1024 * 1024;
/** The bot's limit is one that a slow machine reaches. */
const TERMS = { urgency: 'next', personId: 'ann', weightBytes: 0, limitMs: 600_000 } as const;

it('a picture that grew over 10 MiB by being stored lossless is shrunk', async () => {
  const small = await pictures.noise(3000, 2400).avif({ quality: 15, effort: 0 }).toBuffer();
  const alpha = await pictures.noise(1800, 1800).ensureAlpha(0.5).webp({ quality: 5 }).toBuffer();
  const gif = await pictures.noise(3000, 3000).gif({ colours: 16, effort: 1 }).toBuffer();
  for (const bytes of [small, alpha, gif]) {
    expect(bytes.length).toBeLessThanOrEqual(10 * MIB);
    const stored = await pool.run({ name: 'readInput', args: [bytes] }, TERMS);
    expect(stored.bytes.length).toBeLessThanOrEqual(10 * MIB);
  }
}, 600_000);
