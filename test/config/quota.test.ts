import { expect, it } from '@jest/globals';

import { quotaIn, windowText } from '../../src/config/quota.js';

it.each([
  ['50/24h', 50, 86_400_000, '24h'],
  ['3/8h', 3, 28_800_000, '8h'],
  ['0/1d', 0, 86_400_000, '24h'],
  ['1/90m', 1, 5_400_000, '90m'],
  ['9/7d', 9, 604_800_000, '7d'],
])('the quota %s is a number of pictures and a window', (text, pictures, windowMs, window) => {
  expect(quotaIn(text)).toEqual({ pictures, windowMs });
  expect(windowText({ pictures, windowMs })).toBe(window);
});

it.each(['', '50', '/24h', '50/', '50/24', '50/h', '-1/1h', '1.5/1h', '50/0h', '50/24s', '5/367d'])(
  'the text %j is no quota',
  (text) => {
    expect(quotaIn(text)).toBeNull();
  },
);
