import { endOf, firstDay } from '../../persistence/ledger-rooms.js';
import type { SpentOf } from './sentences.js';

/**
 * What was spent in the day or month (UTC) of an instant, and when that ends.
 *
 * @param spentSince what was spent since the beginning of a day such as
 * `2026-11-01`, in micro-dollars.
 * @param budget in micro-dollars; null: none.
 */
export async function spentIn(
  period: 'day' | 'month',
  nowMs: number,
  spentSince: (day: string) => Promise<number>,
  budget: number | null,
): Promise<SpentOf> {
  const since = firstDay(period, new Date(nowMs).toISOString().slice(0, 10));
  return { microDollars: await spentSince(since), budget, since, untilMs: endOf(period, nowMs) };
}
