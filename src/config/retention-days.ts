import type { InjectionToken } from 'tsyringe';

/** For how many days after their last use interactions are kept; 0: for ever. */
export const RETENTION_DAYS: InjectionToken<number> = Symbol('retention days');

/** A hundred years. */
export const MAX_RETENTION_DAYS = 36_500;

const DAY_MS = 86_400_000;

/** The moment, `days` before `nowMs`, as ISO 8601 in UTC: what was used last before it is unused. */
export function unusedBefore(nowMs: number, days: number): string {
  return new Date(nowMs - days * DAY_MS).toISOString();
}
