import { injectable } from 'tsyringe';

import type { FailureKind } from '../../interactions/failure-kinds.js';
import { ModelHealth } from '../model-health.js';
import { GenerationRun, type AttemptOptions, type AttemptResult } from './generation-run.js';

/** What remains to be done; `held_up`: nothing was done, because no call is allowed now. */
export type RunResult = AttemptResult | { readonly kind: 'held_up' };

/** Runs generations, unless the circuit breaker, which all processes share, allows no call now. */
@injectable()
export class PermittedRun {
  constructor(
    private readonly runs: GenerationRun,
    private readonly health: ModelHealth,
  ) {}

  /** Like {@link GenerationRun.attempt}. Never rejects. */
  async attempt(interactionId: string, options: AttemptOptions): Promise<RunResult> {
    if (!(await this.health.takeTurn())) return { kind: 'held_up' };
    const result = await this.runs.attempt(interactionId, options);
    await this.health.endTurn();
    return result;
  }

  /** Like {@link GenerationRun.giveUp}. */
  async giveUp(
    interactionId: string,
    generationId: string,
    kind: FailureKind,
    stopping: AbortSignal,
  ): Promise<void> {
    await this.runs.giveUp(interactionId, generationId, kind, stopping);
  }
}
