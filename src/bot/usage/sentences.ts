import { windowText, type Quota } from '../../config/quota.js';
import type { SpentBy } from '../../persistence/spending-report.js';
import { bytesText, countText } from '../../platform/amounts.js';
import { dollarText } from '../../platform/dollars.js';

/**
 * What `/usage` says, and what whoever runs the bot is told of budgets. Days and months are
 * those of UTC.
 */

export const YOURS = '**What you have left**';
export const EVERYBODYS = '**What everybody spends**';

/** The pictures of a person that count. */
export interface UsedQuota {
  readonly quota: Quota;
  readonly used: number;
  /** When the first of them comes back, since the epoch; null: none is used. */
  readonly moreAtMs: number | null;
}

/** How many pictures can still be made. */
export function leftOf({ quota, used }: UsedQuota): number {
  return Math.max(0, quota.pictures - used);
}

/** Null: pictures are not counted. */
export function quotaLine(used: UsedQuota | null): string {
  if (used === null) return 'Pictures: no limit';
  const { pictures } = used.quota;
  const more = used.moreAtMs === null ? '' : `; the next one comes back ${relative(used.moreAtMs)}`;
  return `Pictures: ${leftOf(used).toLocaleString('en')} of ${pictures.toLocaleString('en')} in ${windowText(used.quota)}${more}`;
}

/** @param limitBytes 0: none. */
export function storageLine(storedBytes: number, limitBytes: number): string {
  const limit = limitBytes === 0 ? '' : ` of ${bytesText(limitBytes)}`;
  return `Stored: ${bytesText(storedBytes)}${limit}`;
}

/** What was spent in a day or a month. */
export interface SpentOf {
  readonly microDollars: number;
  /** Null: there is none. */
  readonly budget: number | null;
  /** The first day of the period (UTC), such as `2026-11-01`. */
  readonly since: string;
  /** When a budget begins anew, since the epoch. */
  readonly untilMs: number;
}

export function spentLine(today: SpentOf, month: SpentOf): string {
  return `Your pictures have cost ${spentText('today', today)}, ${spentText('this month', month)}`;
}

export function serverSpentLine(today: SpentOf, month: SpentOf): string {
  return `The pictures of this server have cost ${spentText('today', today)}, ${spentText('this month', month)}`;
}

function spentText(when: string, { microDollars, budget, untilMs }: SpentOf): string {
  if (budget === null) return `${dollarText(microDollars)} ${when}`;
  return `${dollarText(microDollars)} of ${dollarText(budget)} ${when} (it starts again ${relative(untilMs)})`;
}

export function budgetLine(when: string, { microDollars, budget, untilMs }: SpentOf): string {
  const of =
    budget === null
      ? ', without a budget'
      : ` of ${dollarText(budget)}; it starts again ${relative(untilMs)}`;
  return `Spent ${when}: ${dollarText(microDollars)}${of}`;
}

/** @param name null: direct messages, or people who were made anonymous. */
export function spenderLine(name: string | null, { calls, microDollars }: SpentBy): string {
  return `- ${name ?? 'others'}: ${dollarText(microDollars)} for ${countText(calls, 'call')}`;
}

/** Which budget is nearly used up, or is. */
export interface BudgetUse {
  readonly period: 'day' | 'month';
  readonly microDollars: number;
  readonly budget: number;
  /** When it begins anew, since the epoch. */
  readonly untilMs: number;
}

export function budgetNearlyUsed({ period, microDollars, budget, untilMs }: BudgetUse): string {
  return `The budget of this ${period} is nearly used up: ${dollarText(microDollars)} of ${dollarText(budget)}. It starts again ${relative(untilMs)}.`;
}

export function budgetUsedUp({ period, microDollars, budget, untilMs }: BudgetUse): string {
  return `The budget of this ${period} is used up: ${dollarText(microDollars)} of ${dollarText(budget)}. I make no pictures until it starts again ${relative(untilMs)}, unless you raise it.`;
}

function relative(atMs: number): string {
  return `<t:${Math.ceil(atMs / 1000)}:R>`;
}
