import type { InjectionToken } from 'tsyringe';

/** How many days interactions are kept after their last use; 0: forever. */
export const RETENTION_DAYS: InjectionToken<number> = Symbol('retention days');

/** A hundred years. */
export const MAX_RETENTION_DAYS = 36_500;

const DAY_MS = 86_400_000;

/**
 * The time `days` before `nowMs`, as ISO 8601 in UTC. Interactions last used before it are unused.
 */
export function unusedBefore(nowMs: number, days: number): string {
  return new Date(nowMs - days * DAY_MS).toISOString();
}
