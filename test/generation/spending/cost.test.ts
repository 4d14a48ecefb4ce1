import { expect, it } from '@jest/globals';

import { costOf, picturePrices } from '../../../src/generation/spending/cost.js';
import { knownPrices } from '../../support/spendings.js';

const price = knownPrices().get('gemini-nano-banana-2.1');
const date = '2026-10-07';

it('a call costs what goes in, the picture, and words and thoughts, each at its own price', () => {
  const tokens = { prompt: 1_000, image: 1_120, text: 100, thoughts: 300 };
  // 1,000 × 1.50 + 1,120 × 30 + 400 × 7.50
  expect(costOf(price, tokens)).toEqual({ microDollars: 38_100, date });
});

it('what Google leaves out, because there is none of it, costs nothing', () => {
  const tokens = { prompt: 7, image: 1_120, text: null, thoughts: null };
  expect(costOf(price, tokens)).toEqual({ microDollars: 33_611, date });
});

it.each([
  ['no tokens were counted', price, null],
  [
    'the tokens of the picture are not known',
    price,
    { prompt: 1, image: null, text: null, thoughts: 1 },
  ],
  [
    'the tokens that went in are not known',
    price,
    { prompt: null, image: 1, text: 1, thoughts: 1 },
  ],
  [
    'the vendor counts more than any call has',
    price,
    { prompt: 1, image: 3_400_000, text: 1, thoughts: 1 },
  ],
  ['the price is not known', undefined, { prompt: 1, image: 1, text: 1, thoughts: 1 }],
])('there is no figure where %s', (_what, known, tokens) => {
  expect(costOf(known, tokens)).toBeNull();
});

it('the picture of each size has its price', () => {
  const microDollars = { '1K': 33_600, '2K': 50_400, '4K': 113_400 };
  expect(picturePrices(price)).toEqual({ microDollars, date });
  expect(picturePrices(undefined)).toBeUndefined();
});
