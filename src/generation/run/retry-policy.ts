import { inject, injectable } from 'tsyringe';

import type { Generation } from '../../interactions/interaction-state.js';
import { isPassing } from '../../interactions/generation-failure.js';
import { GENERATION_LIMITS, type GenerationLimits } from '../../config/generation-limits.js';
import { ModelError } from '../../interactions/model-error.js';

/** How long one picture may be delayed by tries that failed. */
export const MAX_TROUBLE_MS = 10 * 60_000;

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 60_000;

/** Whether and when a model is asked again after a try that failed. */
@injectable()
export class RetryPolicy {
  constructor(@inject(GENERATION_LIMITS) private readonly limits: GenerationLimits) {}

  /**
   * The wait before the next try, in milliseconds: what the model asked for, else twice as long each
   * time; a quarter of it is chance, so that many do not come back at the same moment.
   *
   * @returns null where another try cannot help, or there were enough of them.
   */
  waitMs(error: unknown, { failedTries, troubleSince }: Generation, nowMs: number): number | null {
    if (!isPassing(error)) return null;
    if (failedTries + 1 >= this.limits.maxTries) return null;
    const asked = error instanceof ModelError ? (error.retryAfterMs ?? 0) : 0;
    const usual = Math.min(FIRST_WAIT_MS * 2 ** failedTries, LONGEST_WAIT_MS);
    const waitMs = Math.max(asked, usual) + Math.random() * (usual / 4);
    const troubleMs = troubleSince === null ? 0 : nowMs - Date.parse(troubleSince);
    return troubleMs + waitMs > MAX_TROUBLE_MS ? null : Math.round(waitMs);
  }
}
