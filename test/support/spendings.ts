import { pricesOf, type Prices } from '../../src/config/prices.js';
import type { SpendingLimits } from '../../src/config/spending.js';
import type { Spending } from '../../src/persistence/ledger.js';

/** A person, and a server. */
export const ANN = '200000000000000002';
export const SERVER = '300000000000000003';

export const HOUR_MS = 3_600_000;

/** Limits that nothing reaches but for those that a test gives. */
export function limits(given: Partial<SpendingLimits> = {}): SpendingLimits {
  return {
    budgetPerDay: null,
    budgetPerMonth: null,
    budgetPerPersonPerDay: null,
    budgetPerPersonPerMonth: null,
    budgetPerServerPerDay: null,
    budgetPerServerPerMonth: null,
    quotaPerPerson: null,
    quotaPerServer: null,
    ...given,
  };
}

/** A generation of one's own, whose pictures are expected to cost 40,000 micro-dollars each. */
export function spending(id: string, given: Partial<Spending> = {}): Spending {
  return {
    generationId: id,
    interactionId: `interaction of ${id}`,
    personId: ANN,
    guildId: SERVER,
    model: 'a model',
    estimate: { microDollars: 40_000, date: '2026-10-07' },
    ...given,
  };
}

/** The prices that the program knows. */
export function knownPrices(): Prices {
  const prices = pricesOf(undefined);
  if (typeof prices === 'string') throw new Error(prices);
  return prices;
}
