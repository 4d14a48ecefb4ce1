import type { InjectionToken } from 'tsyringe';
import { z } from 'zod';

import { pricesOf, type Prices } from './prices.js';
import { quota, type Quota } from './quota.js';
import { localPath } from './variables.js';

/**
 * What may be spent, by everybody together and by one person or server. Null: as much as they like.
 */
export interface SpendingLimits {
  /** Micro-dollars (a millionth of a US dollar) for a day, which begins at midnight in UTC. */
  readonly budgetPerDay: number | null;
  /** Micro-dollars for a calendar month in UTC. */
  readonly budgetPerMonth: number | null;
  readonly budgetPerPersonPerDay: number | null;
  readonly budgetPerPersonPerMonth: number | null;
  readonly budgetPerServerPerDay: number | null;
  readonly budgetPerServerPerMonth: number | null;
  readonly quotaPerPerson: Quota | null;
  readonly quotaPerServer: Quota | null;
}

export const SPENDING_LIMITS: InjectionToken<SpendingLimits> = Symbol('SpendingLimits');

/** Budgets above it are most likely a slip. */
const MAX_DOLLARS = 1_000_000;
const MICRO = 1_000_000;

/** A variable that is an amount of dollars, or `off`: null then. */
function budget(fallback: string) {
  return z
    .string()
    .refine((text) => text === 'off' || isAmount(text), {
      error: 'must be an amount of US dollars, or off, for example 5 or 2.50',
    })
    .default(fallback)
    .transform((text) => (text === 'off' ? null : Math.round(Number(text) * MICRO)));
}

function isAmount(text: string): boolean {
  return /^\d{1,7}(?:\.\d{1,6})?$/.test(text) && Number(text) <= MAX_DOLLARS;
}

const prices = localPath()
  .optional()
  .transform((file, context): Prices => {
    const read = pricesOf(file);
    if (typeof read !== 'string') return read;
    context.addIssue({ code: 'custom', message: read });
    return z.NEVER;
  });

/** The variables of {@link SpendingLimits}, and the prices. */
export const SPENDING_VARIABLES = z.object({
  BUDGET_PER_DAY: budget('5'),
  BUDGET_PER_MONTH: budget('off'),
  BUDGET_PER_PERSON_PER_DAY: budget('off'),
  BUDGET_PER_PERSON_PER_MONTH: budget('off'),
  BUDGET_PER_SERVER_PER_DAY: budget('off'),
  BUDGET_PER_SERVER_PER_MONTH: budget('off'),
  QUOTA_PER_PERSON: quota('50/24h'),
  QUOTA_PER_SERVER: quota('off'),
  PRICES_FILE: prices,
});

export function spendingLimits(vars: z.output<typeof SPENDING_VARIABLES>): SpendingLimits {
  return {
    budgetPerDay: vars.BUDGET_PER_DAY,
    budgetPerMonth: vars.BUDGET_PER_MONTH,
    budgetPerPersonPerDay: vars.BUDGET_PER_PERSON_PER_DAY,
    budgetPerPersonPerMonth: vars.BUDGET_PER_PERSON_PER_MONTH,
    budgetPerServerPerDay: vars.BUDGET_PER_SERVER_PER_DAY,
    budgetPerServerPerMonth: vars.BUDGET_PER_SERVER_PER_MONTH,
    quotaPerPerson: vars.QUOTA_PER_PERSON,
    quotaPerServer: vars.QUOTA_PER_SERVER,
  };
}
