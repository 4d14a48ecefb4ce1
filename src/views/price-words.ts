import type { OutputItem } from '../interactions/interaction-state.js';
import { sumOf, type Price } from '../interactions/price.js';
import { expected, paid } from './words/cards.js';

const MICRO = 1_000_000;
const MICRO_PER_CENT = 10_000;

/** What a request is expected to cost, rounded up to cents; nothing where nobody knows. */
export function expectedPrice(price: Price | null): string[] {
  return price === null ? [] : [expected(Math.ceil(price.microDollars / MICRO_PER_CENT))];
}

/** What outputs have cost together; nothing where nobody knows, or they cost nothing. */
export function paidPrice(outputs: readonly OutputItem[]): string[] {
  const price = sumOf(outputs.map(({ making }) => making?.price ?? null));
  return price === null ? [] : [paid(price.microDollars / MICRO)];
}
