import { inject, injectable } from 'tsyringe';

import { LOGGER, type Logger } from '../../platform/logger.js';
import { joinedSignal } from '../../platform/joined-signal.js';
import { retryUntilAborted } from '../../platform/retry-until-aborted.js';
import { GENERATION_FAILURES, type FailureKind } from '../../interactions/failure-kinds.js';
import type { Generation } from '../../interactions/generation.js';
import { failure, failureOf } from '../../interactions/generation-failure.js';
import type { InteractionState } from '../../interactions/interaction-state.js';
import { ModelError } from '../../interactions/model-error.js';
import { fail, produce, retryLater } from '../../interactions/transitions.js';
import { GenerationLeases } from '../../persistence/generation-leases.js';
import { PersistenceService } from '../../persistence/persistence-service.js';
import { CountedMaker } from './counted-maker.js';
import { RetryPolicy } from './retry-policy.js';

/** After this many interrupted attempts, the generation counts as the cause. */
const MAX_INTERRUPTIONS = 10;

/** Options of one attempt. */
export interface AttemptOptions {
  /** Whether the process that holds the lease is known to be dead. */
  readonly takeOver: boolean;
  /** Aborts when a person cancels the generation. The row says so already. */
  readonly cancelled: AbortSignal;
  /** Aborts when the process stops. The next start then resumes the generation. */
  readonly stopping: AbortSignal;
}

/** What remains to be done after an attempt. */
export type AttemptResult =
  | { readonly kind: 'outcome' }
  | { readonly kind: 'retry'; readonly code: string; readonly notBeforeMs: number }
  | { readonly kind: 'interrupted' };

const OUTCOME: AttemptResult = { kind: 'outcome' };

/**
 * One attempt of a generation: claims it, makes the picture, stores the result. Each step is one
 * conditional statement, repeated while the storage fails. When the process stops, the next start
 * resumes what could not be stored.
 */
@injectable()
export class GenerationRun {
  constructor(
    private readonly persistence: PersistenceService,
    private readonly leases: GenerationLeases,
    private readonly maker: CountedMaker,
    private readonly retries: RetryPolicy,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Makes an attempt if the generation is due and no other worker runs it. Never rejects. */
  async attempt(interactionId: string, options: AttemptOptions): Promise<AttemptResult> {
    const { takeOver, stopping } = options;
    try {
      const state = await this.claim(interactionId, takeOver, stopping);
      if (!state?.generation) return OUTCOME;
      return await this.run(state, state.generation, options);
    } catch (err) {
      if (stopping.aborted) this.logger.info({ interactionId }, 'Generation left for later');
      else this.logger.error({ interactionId, err }, 'Generation could not be run');
      return { kind: 'interrupted' };
    }
  }

  /** Fails a generation that is not running. Never rejects. */
  async giveUp(
    interactionId: string,
    generationId: string,
    kind: FailureKind,
    stopping: AbortSignal,
  ): Promise<void> {
    try {
      const reason = failure(kind);
      await this.change(interactionId, stopping, (state) => fail(state, generationId, reason));
    } catch (err) {
      this.logger.error({ interactionId, err }, 'Generation could not be ended');
    }
  }

  /** The claimed state; null when there is nothing to run, or another worker runs it. */
  private async claim(
    interactionId: string,
    takeOver: boolean,
    stopping: AbortSignal,
  ): Promise<InteractionState | null> {
    const isMine = await this.retryStorage(stopping, () =>
      this.leases.claim(interactionId, takeOver),
    );
    if (!isMine) return null;
    const state = await this.retryStorage(stopping, () => this.persistence.load(interactionId));
    return state.generation?.status === 'running' ? state : null;
  }

  private async run(
    state: InteractionState,
    generation: Generation,
    { cancelled, stopping }: AttemptOptions,
  ): Promise<AttemptResult> {
    const { id } = state;
    const startedMs = performance.now();
    const lease = this.leases.hold(id);
    const ended = joinedSignal(cancelled, stopping, lease.lost);
    try {
      refuseEndlessInterruptions(generation);
      const item = await this.maker.make(state, generation, ended.signal);
      await this.change(id, stopping, (newest) => produce(newest, generation.id, item));
      const { model, image } = item;
      const durationMs = Math.round(performance.now() - startedMs);
      const made = { interactionId: id, durationMs, model, key: image.key };
      this.logger.info(made, 'Generation produced a picture');
      return OUTCOME;
    } catch (error) {
      stopping.throwIfAborted();
      // Another party changed the row: it cancelled the generation or took over the lease.
      if (cancelled.aborted || lease.lost.aborted) return OUTCOME;
      return await this.afterFailure(id, generation, error, stopping);
    } finally {
      ended.release();
      lease.release();
    }
  }

  private async afterFailure(
    interactionId: string,
    generation: Generation,
    error: unknown,
    stopping: AbortSignal,
  ): Promise<AttemptResult> {
    const reason = failureOf(error);
    const { code } = reason;
    if (code === GENERATION_FAILURES.own.defect.code)
      this.logger.error({ interactionId, err: error }, 'Generation met a defect');
    const retry = this.retries.retryFor(error, generation);
    if (retry === null) {
      await this.change(interactionId, stopping, (state) => fail(state, generation.id, reason));
      this.logger.info({ interactionId, code }, 'Generation failed');
      this.logger.debug({ interactionId, err: error }, 'Why the generation failed');
      return OUTCOME;
    }
    const { now, notBefore, waitMs } = retry;
    const waiting = await this.change(interactionId, stopping, (state) =>
      retryLater(state, generation.id, { notBefore, failure: reason }, now),
    );
    if (waiting === null) return OUTCOME;
    this.logger.info({ interactionId, code, waitMs }, 'Generation will be retried later');
    return { kind: 'retry', code, notBeforeMs: Date.parse(notBefore) };
  }

  private async change(
    interactionId: string,
    stopping: AbortSignal,
    transition: (state: InteractionState) => InteractionState | null,
  ): Promise<InteractionState | null> {
    return this.retryStorage(stopping, () => this.persistence.change(interactionId, transition));
  }

  private retryStorage<T>(stopping: AbortSignal, work: () => Promise<T>): Promise<T> {
    return retryUntilAborted(work, stopping, this.logger);
  }
}

function refuseEndlessInterruptions({ attempts, failures }: Generation): void {
  if (attempts - failures > MAX_INTERRUPTIONS)
    throw new ModelError(GENERATION_FAILURES.own.interrupted);
}
