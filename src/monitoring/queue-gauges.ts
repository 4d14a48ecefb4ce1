import { Registry } from 'prom-client';
import { inject, injectable } from 'tsyringe';

import { CLOCK, type Clock } from '../platform/clock.js';
import { GenerationQueue } from '../generation/generation-queue.js';
import { ModelHealth } from '../generation/model-health.js';
import { readGauge } from './read-gauge.js';

/** The current state of the queue of generations. */
@injectable()
export class QueueGauges {
  constructor(
    private readonly registry: Registry,
    private readonly queue: GenerationQueue,
    private readonly health: ModelHealth,
    @inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Registers the gauges, once. */
  register(): void {
    const { registry, queue, health, clock } = this;
    readGauge(
      registry,
      'queue_waiting',
      'Generations that wait for a worker or for the next attempt.',
      () => {
        return queue.load.waiting;
      },
    );
    readGauge(
      registry,
      'queue_running',
      'Generations that are at the model.',
      () => queue.load.running,
    );
    readGauge(
      registry,
      'queue_oldest_seconds',
      'Age of the oldest generation that waits or runs, since it was asked for; 0: there is none.',
      () => {
        const { oldestRequestedAtMs: oldestMs } = queue.load;
        return oldestMs === null ? 0 : Math.max(0, clock.now() - oldestMs) / 1000;
      },
    );
    readGauge(
      registry,
      'model_available',
      '1, or 0 while the image model is left alone after failures.',
      () => (health.openUntilMs === null && !health.isBreakerOpen ? 1 : 0),
    );
  }
}
