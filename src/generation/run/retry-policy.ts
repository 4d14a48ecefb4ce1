import { inject, injectable } from 'tsyringe';

import { CLOCK, type Clock } from '../../platform/clock.js';
import { GENERATION_LIMITS, type GenerationLimits } from '../../config/generation-limits.js';
import type { Generation } from '../../interactions/generation.js';
import { isTransient } from '../../interactions/generation-failure.js';
import { ModelError } from '../../interactions/model-error.js';

/** How long one picture may be delayed by attempts that failed. */
export const MAX_TROUBLE_MS = 10 * 60_000;

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 60_000;

/** When a model is asked again. */
export interface Retry {
  readonly waitMs: number;
  /** ISO 8601, UTC. */
  readonly now: string;
  /** ISO 8601, UTC; `waitMs` after `now`. */
  readonly notBefore: string;
}

/** Whether and when a model is asked again after an attempt that failed. */
@injectable()
export class RetryPolicy {
  constructor(
    @inject(GENERATION_LIMITS) private readonly limits: GenerationLimits,
    @inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The wait is what the model asked for, else twice as long each time; a quarter of it is chance,
   * so that many do not come back at the same moment.
   *
   * @returns null where another attempt cannot help, or there were enough of them.
   */
  retryFor(error: unknown, { failures, firstFailureAt }: Generation): Retry | null {
    if (!isTransient(error)) return null;
    if (failures + 1 >= this.limits.maxAttempts) return null;
    const nowMs = this.clock.now();
    const asked = error instanceof ModelError ? (error.retryAfterMs ?? 0) : 0;
    const usual = Math.min(FIRST_WAIT_MS * 2 ** failures, LONGEST_WAIT_MS);
    const waitMs = Math.round(Math.max(asked, usual) + Math.random() * (usual / 4));
    const troubleMs = firstFailureAt === null ? 0 : nowMs - Date.parse(firstFailureAt);
    if (troubleMs + waitMs > MAX_TROUBLE_MS) return null;
    return { waitMs, now: timestamp(nowMs), notBefore: timestamp(nowMs + waitMs) };
  }
}

function timestamp(ms: number): string {
  return new Date(ms).toISOString();
}
