import { inject, injectable } from 'tsyringe';
import type { DataSource } from 'typeorm';

import { CLOCK, type Clock } from '../platform/clock.js';
import { LOGGER, type Logger } from '../platform/logger.js';
import { codeOf } from '../platform/code-of.js';
import { METRICS, type Metrics, type RowOperation } from '../platform/metrics.js';
import { DATA_SOURCE } from '../persistence/database/database.js';
import type { InteractionState } from '../interactions/interaction-state.js';
import {
  PersistenceService,
  type NewInteractionState,
} from '../persistence/persistence-service.js';

/** The service, counting what is done to rows, how it ended and how long it took. */
@injectable()
export class MeasuredPersistence extends PersistenceService {
  constructor(
    @inject(DATA_SOURCE) dataSource: DataSource,
    @inject(CLOCK) clock: Clock,
    @inject(LOGGER) logger: Logger,
    @inject(METRICS) private readonly metrics: Metrics,
  ) {
    super(dataSource, clock, logger);
  }

  override async create(state: NewInteractionState): Promise<InteractionState> {
    return this.measured('create', () => super.create(state));
  }

  override async load(id: string): Promise<InteractionState> {
    return this.measured('load', () => super.load(id));
  }

  override async save(state: InteractionState): Promise<InteractionState> {
    return this.measured('save', () => super.save(state));
  }

  private async measured<T>(operation: RowOperation, work: () => Promise<T>): Promise<T> {
    // A load takes a fifth of a millisecond; the clock of the day counts whole ones.
    const startedMs = performance.now();
    let outcome = 'ok';
    try {
      return await work();
    } catch (error) {
      outcome = codeOf(error);
      throw error;
    } finally {
      this.metrics.rowUsed(operation, outcome, performance.now() - startedMs);
    }
  }
}
