import { randomUUID } from 'node:crypto';

import { inject, injectable } from 'tsyringe';

import { AppError } from '../app-error.js';
import { CLOCK, type Clock } from '../clock.js';
import { LOGGER, type Logger } from '../ops/logger.js';
import type { GenerationFailure, InteractionState } from '../persistence/interaction-state.js';
import { PersistenceService } from '../persistence/persistence-service.js';
import { OutcomeDelivery } from './outcome-delivery.js';
import { persistently } from './persistently.js';
import { PictureMaker } from './picture-maker.js';
import { claim, fail, produce, type Lease } from './transitions.js';

/** Longer than any model call may take, so that a living worker's lease never runs out. */
const LEASE_MS = 20 * 60_000;

/** How one generation came to be run. */
export interface RunOptions {
  /** Whether whoever else holds the lease is known to be dead. */
  readonly takeOver: boolean;
  /** Fires when the process stops; the generation is then left to the next start. */
  readonly signal: AbortSignal;
}

/** Takes one generation from wherever it is to its outcome on the card, step by stored step. */
@injectable()
export class GenerationRunner {
  /** Another one at every start, unlike a process id or a host's name. */
  private readonly owner = randomUUID();

  constructor(
    private readonly persistence: PersistenceService,
    private readonly maker: PictureMaker,
    private readonly outcomes: OutcomeDelivery,
    @inject(CLOCK) private readonly clock: Clock,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Runs the interaction's generation, if one is due, and delivers its outcome. Any two steps may
   * lie in different processes.
   *
   * @throws the reason of `signal` once it fires; `AppError` when the interaction cannot be read.
   */
  async run(interactionId: string, { takeOver, signal }: RunOptions): Promise<void> {
    const claimed = await this.store(signal, interactionId, (state) =>
      claim(state, this.lease(), this.timestamp(), takeOver),
    );
    if (claimed) await this.make(claimed, signal);
    await this.outcomes.deliver(interactionId, signal);
  }

  private async make(state: InteractionState, signal: AbortSignal): Promise<void> {
    const { id: interactionId, generation } = state;
    if (generation === null) return;
    const startedMs = this.clock.now();
    const log = (fields: object, outcome: string) =>
      this.logger.info(
        { interactionId, durationMs: this.clock.now() - startedMs, ...fields },
        outcome,
      );
    try {
      const item = await this.maker.make(state, generation, signal);
      await this.store(signal, interactionId, (now) => produce(now, generation.id, item));
      log({ model: item.model, key: item.image.key }, 'Generation produced a picture');
    } catch (error) {
      signal.throwIfAborted();
      const failure = this.failureOf(interactionId, error);
      await this.store(signal, interactionId, (now) => fail(now, generation.id, failure));
      log({ code: failure.code }, 'Generation failed');
    }
  }

  private failureOf(interactionId: string, error: unknown): GenerationFailure {
    if (error instanceof AppError) {
      const { code, retryable, sentence } = error;
      return { code, retryable, sentence };
    }
    this.logger.error({ interactionId, err: error }, 'Generation met a defect');
    return {
      code: 'model.defect',
      retryable: true,
      sentence: 'Something in me broke while making this picture; please try again.',
    };
  }

  private store(
    signal: AbortSignal,
    interactionId: string,
    transition: (state: InteractionState) => InteractionState | null,
  ): Promise<InteractionState | null> {
    const change = () => this.persistence.change(interactionId, transition);
    return persistently(change, signal, this.logger);
  }

  private lease(): Lease {
    const until = new Date(this.clock.now() + LEASE_MS).toISOString();
    return { owner: this.owner, until };
  }

  private timestamp(): string {
    return new Date(this.clock.now()).toISOString();
  }
}
