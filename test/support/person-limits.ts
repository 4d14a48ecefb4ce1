import type { PersonLimits } from '../../src/config/person-limits.js';

/** Limits that hold up nobody, but for some. */
export function personLimits(some: Partial<PersonLimits> = {}): PersonLimits {
  return { waiting: 0, requestsPerMinute: 0, storedBytes: 0, minFreeDiskBytes: 0, ...some };
}
