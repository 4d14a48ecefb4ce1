import type { InjectionToken } from 'tsyringe';
import { z } from 'zod';

import { byteSize, wholeNumber } from './variables.js';

/** What one person may use of the bot, so that nobody takes it from the others. */
export interface PersonLimits {
  /** Requested pictures that wait or are being made at the same time; 0: any number. */
  readonly waiting: number;
  /** Requests for a card or a picture in any minute; 0: any number. */
  readonly requestsPerMinute: number;
  /** Bytes of stored pictures from which on nothing is added; 0: any number. */
  readonly storedBytes: number;
  /** Free bytes of the disk below which no pictures are taken in; 0: never. */
  readonly minFreeDiskBytes: number;
}

export const PERSON_LIMITS: InjectionToken<PersonLimits> = Symbol('PersonLimits');

const GIB = 1024 ** 3;

/** The variables of {@link PersonLimits}. */
export const PERSON_LIMIT_VARIABLES = z.object({
  WAITING_PER_PERSON: wholeNumber(0, 1_000, 5),
  REQUESTS_PER_PERSON_PER_MINUTE: wholeNumber(0, 1_000, 10),
  STORAGE_PER_PERSON: byteSize(GIB, '1GiB'),
  MIN_FREE_DISK: byteSize(2 * GIB, '2GiB'),
});

/** The limits from variables that are already read. */
export function personLimitsOf(vars: z.output<typeof PERSON_LIMIT_VARIABLES>): PersonLimits {
  return Object.freeze({
    waiting: vars.WAITING_PER_PERSON,
    requestsPerMinute: vars.REQUESTS_PER_PERSON_PER_MINUTE,
    storedBytes: vars.STORAGE_PER_PERSON,
    minFreeDiskBytes: vars.MIN_FREE_DISK,
  });
}
