import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { pricesOf } from '../../src/config/prices.js';
import { picturePrices } from '../../src/generation/spending/cost.js';
import { MAX_COUNT } from '../../src/interactions/settings.js';
import { knownPrices } from '../support/spendings.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const PRICE = { input: 1, text: 2, image: 3, imageTokens: { '1K': 1000 } };

async function read(content: unknown) {
  const file = path.join(await temporaryDirectory(), 'prices.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return pricesOf(file);
}

describe('the table of prices', () => {
  it.each([
    ['gemini-nano-banana-2.1', '1K', 0.034],
    ['gemini-nano-banana-2.1', '2K', 0.05],
    ['gemini-nano-banana-2.1', '4K', 0.113],
    ['gemini-3-pro-image', '1K', 0.134],
    ['gemini-3-pro-image', '2K', 0.134],
    ['gemini-3-pro-image', '4K', 0.24],
    ['gemini-3.1-flash-lite-image', '1K', 0.034],
  ])('a picture of %s in %s costs what Google says', (name, size, dollars) => {
    const { image = 0, imageTokens = {} } = knownPrices().get(name) ?? {};
    expect(((imageTokens[size] ?? 0) * image) / 1_000_000).toBeCloseTo(dollars, 3);
  });

  it('the table of a file goes before the known one, each price with the day of its own table', async () => {
    const models = { 'gemini-3-pro-image': PRICE, new: PRICE };
    const prices = await read({ date: '2027-01-31', models });
    const dated = { ...PRICE, date: '2027-01-31' };
    const expected = [...knownPrices(), ['gemini-3-pro-image', dated], ['new', dated]] as const;
    expect(prices).toEqual(new Map(expected));
  });

  it.each([
    ['no JSON', '{'],
    ['no table', []],
    ['a day that does not exist', { date: '2026-02-30', models: {} }],
    ['a price below nothing', { date: '2026-12-01', models: { a: { ...PRICE, text: -1 } } }],
    [
      'a price that no ledger can hold',
      { date: '2026-12-01', models: { a: { ...PRICE, image: 1001 } } },
    ],
    [
      'more tokens than a picture has',
      { date: '2026-12-01', models: { a: { ...PRICE, imageTokens: { '1K': 100_001 } } } },
    ],
    ['a price that is missing', { date: '2026-12-01', models: { a: { input: 1 } } }],
    ['more than it knows', { date: '2026-12-01', models: {}, currency: 'EUR' }],
    ['too many bytes', ' '.repeat(2 * 1024 * 1024)],
  ])('a file with %s is refused, and the reason says what is wrong', async (_what, content) => {
    expect(await read(content)).toMatch(/for example \/etc\/nanobanana\/prices\.json$/);
  });

  it('a device in place of a file is refused without being read', () => {
    expect(pricesOf('/dev/zero')).toMatch(/^must name a file that can be read/);
  });

  it('the dearest table leaves the largest request in the 32 bits of an amount of the ledger', async () => {
    const dearest = { ...PRICE, image: 1_000, imageTokens: { '1K': 100_000 } };
    const prices = await read({ date: '2026-12-01', models: { a: dearest } });
    const known = typeof prices === 'string' ? undefined : prices.get('a');
    const { '1K': one = 0 } = picturePrices(known)?.microDollars ?? {};
    expect(one).toBe(100_000_000);
    expect(one * MAX_COUNT).toBeLessThan(2 ** 31);
  });

  it('the reason names the place in the table', async () => {
    const models = { a: { ...PRICE, imageTokens: { '1K': 1.5 } } };
    expect(await read({ date: '2026-12-01', models })).toContain(' at models.a.imageTokens.1K;');
  });
});
