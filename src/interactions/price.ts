import { z } from 'zod';

/** What pictures cost, or are expected to, and the table of prices that says so. */
export const price = z
  .object({
    /** Millionths of a US dollar. */
    microDollars: z.int().nonnegative(),
    /** The day (UTC) of the table. */
    date: z.string().regex(/^\d{4}-\d\d-\d\d$/),
  })
  .readonly();

export type Price = z.output<typeof price>;

/** What several pictures cost together; null where nobody knows what one of them costs. */
export function sumOf(prices: readonly (Price | null)[]): Price | null {
  const known = prices.filter((each) => each !== null);
  const [newest] = known.map(({ date }) => date).toSorted((a, b) => b.localeCompare(a));
  if (newest === undefined || known.length < prices.length) return null;
  const microDollars = known.reduce((sum, each) => sum + each.microDollars, 0);
  return { microDollars, date: newest };
}
