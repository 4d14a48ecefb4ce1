import type { PersonLimits } from '../../src/config/person-limits.js';

/** Limits that hold up nobody, but for some. */
export function personLimits(some: Partial<PersonLimits> = {}): PersonLimits {
  return { waiting: 0, requestsPerMinute: 0, storedBytes: 0, minFreeDiskBytes: 0, ...some };
}

const GIB = 1024 ** 3;

/** Those of a configuration that says nothing about them. */
export const USUAL_LIMITS: PersonLimits = {
  waiting: 5,
  requestsPerMinute: 10,
  storedBytes: GIB,
  minFreeDiskBytes: 2 * GIB,
};
