import { randomUUID } from 'node:crypto';

import { inject, injectable } from 'tsyringe';

import { LOGGER, type Logger } from '../../platform/logger.js';
import { joinedSignal } from '../../platform/joined-signal.js';
import { retryUntilAborted } from '../../platform/retry-until-aborted.js';
import { GENERATION_FAILURES, type FailureKind } from '../../interactions/failure-kinds.js';
import { isWaiting, type Generation, type GenerationLease } from '../../interactions/generation.js';
import { failure, failureOf, isOfOneAnswer } from '../../interactions/generation-failure.js';
import type { InteractionState, OutputItem } from '../../interactions/interaction-state.js';
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
  /** Aborts when a person cancels the generation. The row says so already. */
  readonly cancelled: AbortSignal;
  /** Aborts when the process stops. The next start then resumes the generation. */
  readonly stopping: AbortSignal;
}

/**
 * What remains to be done after an attempt. `next_picture`: the model is to be asked for another
 * picture of the same generation. `occupied`: nothing was done, because the person has as
 * many pictures made as they may, by other processes.
 */
export type AttemptResult =
  | { readonly kind: 'outcome' }
  | { readonly kind: 'next_picture' }
  | { readonly kind: 'occupied' }
  | { readonly kind: 'retry'; readonly code: string; readonly notBeforeMs: number }
  | { readonly kind: 'interrupted' };

const OUTCOME: AttemptResult = { kind: 'outcome' };
const NEXT_PICTURE: AttemptResult = { kind: 'next_picture' };

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
    const { stopping } = options;
    try {
      const state = await this.claim(interactionId, stopping);
      if (state === 'occupied') return { kind: 'occupied' };
      if (!state?.generation?.lease) return OUTCOME;
      return await this.run(state, state.generation, state.generation.lease, options);
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
      await this.change(interactionId, stopping, (state) =>
        // Another process may run it.
        state.generation?.status === 'requested' ? fail(state, generationId, reason) : null,
      );
    } catch (err) {
      this.logger.error({ interactionId, err }, 'Generation could not be ended');
    }
  }

  /** The claimed state; null when there is nothing to run, or another worker runs it. */
  private async claim(
    interactionId: string,
    stopping: AbortSignal,
  ): Promise<InteractionState | 'occupied' | null> {
    const owner = randomUUID();
    return this.retryStorage(stopping, async () => {
      for (;;) {
        const state = await this.persistence.find(interactionId);
        if (state === null) return null;
        const { generation } = state;
        // Claimed in the former round, perhaps by a statement whose answer was lost.
        if (generation?.lease?.owner === owner) return state;
        if (!isWaiting(generation)) return null;
        const result = await this.leases.claim(state, owner);
        if (result === 'occupied') return result;
        if (result === 'refused' && generation?.status === 'running') return null;
      }
    });
  }

  private async run(
    state: InteractionState,
    generation: Generation,
    lease: GenerationLease,
    { cancelled, stopping }: AttemptOptions,
  ): Promise<AttemptResult> {
    const { id } = state;
    const startedMs = performance.now();
    const held = this.leases.hold(id, lease);
    const ended = joinedSignal(cancelled, stopping, held.lost);
    try {
      refuseEndlessInterruptions(generation);
      const item = await this.maker.make(state, generation, ended.signal);
      const stored = held.lost.aborted
        ? null
        : await this.change(id, stopping, (newest) =>
            isTakenOver(newest, generation) ? null : produce(newest, generation.id, item),
          );
      if (stored === null) await this.discardOfRemoved(id, item, stopping);
      held.lost.throwIfAborted();
      const { model, image } = item;
      const durationMs = Math.round(performance.now() - startedMs);
      const made = { interactionId: id, durationMs, model, key: image.key };
      this.logger.info(made, 'Generation produced a picture');
      return whatIsNext(stored, generation);
    } catch (error) {
      if (stopping.aborted) await this.leases.end(id, lease);
      stopping.throwIfAborted();
      // Another party changed the row: it cancelled the generation or took over the lease.
      if (cancelled.aborted || held.lost.aborted) return OUTCOME;
      return await this.afterFailure(id, generation, error, stopping);
    } finally {
      ended.release();
      held.release();
    }
  }

  /** No row will ever name the picture of an interaction that was removed meanwhile. */
  private async discardOfRemoved(
    id: string,
    item: OutputItem,
    stopping: AbortSignal,
  ): Promise<void> {
    const newest = await this.retryStorage(stopping, () => this.persistence.find(id));
    if (newest === null) await this.maker.discard(item);
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
      const concerns = isOfOneAnswer(reason) ? 'this_picture' : 'all_pictures';
      const ended = await this.change(interactionId, stopping, (state) =>
        isRunBy(state, generation) ? fail(state, generation.id, reason, concerns) : null,
      );
      this.logger.info({ interactionId, code }, 'Generation failed');
      this.logger.debug({ interactionId, err: error }, 'Why the generation failed');
      return whatIsNext(ended, generation);
    }
    const { now, notBefore, waitMs } = retry;
    const waiting = await this.change(interactionId, stopping, (state) =>
      isRunBy(state, generation)
        ? retryLater(state, generation.id, { notBefore, failure: reason }, now)
        : null,
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

/** More pictures of the same generation, or its outcome. */
function whatIsNext(state: InteractionState | null, { id }: Generation): AttemptResult {
  const { generation } = state ?? { generation: null };
  return generation?.id === id && generation.status === 'requested' ? NEXT_PICTURE : OUTCOME;
}

/** Whether the row still says that this attempt runs. */
function isRunBy({ generation }: InteractionState, { id, lease }: Generation): boolean {
  return (
    generation?.id === id && generation.lease !== null && generation.lease.owner === lease?.owner
  );
}

/** Whether another worker makes a later attempt. Its outcome counts then. */
function isTakenOver({ generation }: InteractionState, { id, lease }: Generation): boolean {
  return (
    generation?.id === id && generation.lease !== null && generation.lease.owner !== lease?.owner
  );
}
