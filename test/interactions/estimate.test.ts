import { expect, it } from '@jest/globals';

import { estimateOf } from '../../src/interactions/estimate.js';
import type { OfferedModels } from '../../src/interactions/offered-models.js';
import { sumOf } from '../../src/interactions/price.js';
import { AUTOMATIC_SETTINGS, type Settings } from '../../src/interactions/settings.js';
import { OFFERED } from '../support/offered-models.js';

const DATE = '2026-10-07';
const [usual, cheap] = OFFERED;
const PRICED: OfferedModels = [
  { ...usual, prices: { microDollars: { '1K': 33_600, '4K': 113_400 }, date: DATE } },
  ...(cheap ? [cheap] : []),
];

const estimate = (chosen: Partial<Settings>) =>
  estimateOf({ ...AUTOMATIC_SETTINGS, ...chosen }, PRICED);

it.each<[string, Partial<Settings>, number | null]>([
  ['nothing that somebody chose', {}, 33_600],
  ['the usual model by its name', { model: 'usual' }, 33_600],
  ['a size', { imageSize: '4K' }, 113_400],
  ['a number', { count: 3 }, 100_800],
  ['a size and a number', { imageSize: '4K', count: 4 }, 453_600],
  ['a size without a price', { imageSize: '2K' }, null],
  ['a model without prices', { model: 'cheap' }, null],
])('an estimate counts in %s', (_what, chosen, microDollars) => {
  expect(estimate(chosen)).toEqual(microDollars === null ? null : { microDollars, date: DATE });
});

it('the sum of prices is dated by the newest table, and not known where one of them is not', () => {
  const old = { microDollars: 1, date: '2026-10-07' };
  const later = { microDollars: 2, date: '2026-12-01' };
  expect(sumOf([old, later, old])).toEqual({ microDollars: 4, date: '2026-12-01' });
  expect(sumOf([old, null])).toBeNull();
  expect(sumOf([])).toBeNull();
});
