import { expect, it } from '@jest/globals';

import { dollarText } from '../../src/platform/dollars.js';

it.each([
  [0, '$0.00'],
  [1_200, '$0.0012'],
  [10_000, '$0.01'],
  [1_234_500_000, '$1,234.50'],
])('an amount of %d micro-dollars is %s', (microDollars, text) => {
  expect(dollarText(microDollars)).toBe(text);
});
