import { inject, injectable } from 'tsyringe';

import type { InteractionState } from '../interactions/interaction-state.js';
import { METRICS, type Metrics } from '../platform/metrics.js';
import { Reservations } from './spending/reservations.js';

/** What remains to be done for a generation that has its outcome, beside showing it. */
@injectable()
export class EndedGenerations {
  constructor(
    private readonly reservations: Reservations,
    @inject(METRICS) private readonly metrics: Metrics,
  ) {}

  /** Gives back what the generation has reserved and did not use. Never rejects. */
  async freeUnused({ generation }: InteractionState): Promise<void> {
    if (generation !== null) await this.reservations.end(generation);
  }

  /** Counts the outcome in the metrics; null: the interaction is gone. */
  count(ended: InteractionState | null): void {
    if (!ended?.generation) return;
    const { status, failure, requestedAt } = ended.generation;
    if (status !== 'delivered' && status !== 'failed' && status !== 'cancelled') return;
    this.metrics.generationEnded({ status, code: failure?.code ?? null, requestedAt });
  }
}
