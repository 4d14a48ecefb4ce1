import { inject, injectable } from 'tsyringe';

import { CLOCK, type Clock } from '../../platform/clock.js';
import { GENERATION_LIMITS, type GenerationLimits } from '../../config/generation-limits.js';
import type { Generation } from '../../interactions/generation.js';
import { isTransient } from '../../interactions/generation-failure.js';
import { ModelError } from '../../interactions/model-error.js';

/** The maximum time that failed attempts may delay one picture. */
export const MAX_RETRY_DURATION_MS = 10 * 60_000;

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 60_000;

/** When the model is asked again. */
export interface Retry {
  readonly waitMs: number;
  /** ISO 8601, UTC. */
  readonly now: string;
  /** ISO 8601, UTC; `waitMs` after `now`. */
  readonly notBefore: string;
}

/** Decides whether and when the model is asked again after a failed attempt. */
@injectable()
export class RetryPolicy {
  constructor(
    @inject(GENERATION_LIMITS) private readonly limits: GenerationLimits,
    @inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The wait doubles with each failure, and is at least what the model asked for. Up to a quarter
   * is added at random, so that many retries do not happen at the same moment.
   *
   * @returns null when another attempt cannot help, or the limit of attempts is reached.
   */
  retryFor(error: unknown, { failures, firstFailureAt }: Generation): Retry | null {
    if (!isTransient(error)) return null;
    if (failures + 1 >= this.limits.maxAttempts) return null;
    const nowMs = this.clock.now();
    const asked = error instanceof ModelError ? (error.retryAfterMs ?? 0) : 0;
    const usual = Math.min(FIRST_WAIT_MS * 2 ** failures, LONGEST_WAIT_MS);
    const waitMs = Math.round(Math.max(asked, usual) + Math.random() * (usual / 4));
    const failingMs = firstFailureAt === null ? 0 : nowMs - Date.parse(firstFailureAt);
    if (failingMs + waitMs > MAX_RETRY_DURATION_MS) return null;
    return { waitMs, now: timestamp(nowMs), notBefore: timestamp(nowMs + waitMs) };
  }
}

function timestamp(ms: number): string {
  return new Date(ms).toISOString();
}
