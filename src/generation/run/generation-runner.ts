import { inject, injectable } from 'tsyringe';

import { CLOCK, type Clock } from '../../platform/clock.js';
import { LOGGER, type Logger } from '../../platform/logger.js';
import type { Generation, InteractionState } from '../../interactions/interaction-state.js';
import { GENERATION_FAILURES, type FailureKind } from '../../interactions/failure-kinds.js';
import { failure, failureOf } from '../../interactions/generation-failure.js';
import { GenerationSteps } from './generation-steps.js';
import { ModelError } from '../../interactions/model-error.js';
import { PictureMaker } from './picture-maker.js';
import { RetryPolicy } from './retry-policy.js';

/** So many workers may die over one generation before it counts as their reason. */
const MAX_INTERRUPTIONS = 10;

/** How one try is made. */
export interface TryOptions {
  /** Whether whoever else holds the lease is known to be dead. */
  readonly takeOver: boolean;
  /** Fires when a person calls the generation off; the row says so already. */
  readonly cancelled: AbortSignal;
  /** Fires when the process stops; the generation is then left to the next start. */
  readonly stopping: AbortSignal;
}

/** What is left to do after a try. */
export type TryResult =
  | { readonly kind: 'outcome' }
  | { readonly kind: 'again'; readonly notBeforeMs: number }
  | { readonly kind: 'left' };

/** Makes one try of a generation: claims it, asks the model once, and stores what came of it. */
@injectable()
export class GenerationRunner {
  constructor(
    private readonly steps: GenerationSteps,
    private readonly maker: PictureMaker,
    private readonly retries: RetryPolicy,
    @inject(CLOCK) private readonly clock: Clock,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Makes one try, if the generation is to be run and nobody else runs it. Never rejects: what it
   * cannot store is left, as it is, to the next start.
   */
  async run(interactionId: string, options: TryOptions): Promise<TryResult> {
    const { takeOver, stopping } = options;
    try {
      const state = await this.steps.claim(interactionId, takeOver, stopping);
      if (!state?.generation) return { kind: 'outcome' };
      return await this.attempt(state, state.generation, options);
    } catch (err) {
      if (stopping.aborted) this.logger.info({ interactionId }, 'Generation left for later');
      else this.logger.error({ interactionId, err }, 'Generation could not be run');
      return { kind: 'left' };
    }
  }

  /** Ends a generation that nobody runs, without another try. */
  async giveUp(
    interactionId: string,
    generationId: string,
    ending: FailureKind,
    stopping: AbortSignal,
  ): Promise<void> {
    try {
      await this.steps.fail(interactionId, generationId, failure(ending), stopping);
    } catch (err) {
      this.logger.error({ interactionId, err }, 'Generation could not be ended');
    }
  }

  private async attempt(
    state: InteractionState,
    generation: Generation,
    { cancelled, stopping }: TryOptions,
  ): Promise<TryResult> {
    const startedMs = this.clock.now();
    const release = this.steps.keepClaim(state.id);
    try {
      refuseEndlessInterruptions(generation);
      const signal = AbortSignal.any([cancelled, stopping]);
      const item = await this.maker.make(state, generation, signal);
      await this.steps.produce(state.id, generation.id, item, stopping);
      const { model, image } = item;
      const durationMs = this.clock.now() - startedMs;
      this.logger.info(
        { interactionId: state.id, durationMs, model, key: image.key },
        'Generation produced a picture',
      );
      return { kind: 'outcome' };
    } catch (error) {
      stopping.throwIfAborted();
      // The row was changed by whoever called it off.
      if (cancelled.aborted) return { kind: 'outcome' };
      return await this.afterFailure(state.id, generation, error, stopping);
    } finally {
      release();
    }
  }

  private async afterFailure(
    interactionId: string,
    generation: Generation,
    error: unknown,
    stopping: AbortSignal,
  ): Promise<TryResult> {
    const reason = failureOf(error);
    const { code } = reason;
    if (code === GENERATION_FAILURES.own.defect.code)
      this.logger.error({ interactionId, err: error }, 'Generation met a defect');
    const waitMs = this.retries.waitMs(error, generation, this.clock.now());
    if (waitMs === null) {
      await this.steps.fail(interactionId, generation.id, reason, stopping);
      this.logger.info({ interactionId, code }, 'Generation failed');
      this.logger.debug({ interactionId, err: error }, 'Why the generation failed');
      return { kind: 'outcome' };
    }
    const notBeforeMs = await this.steps.tryLater(
      interactionId,
      generation.id,
      { failure: reason, waitMs },
      stopping,
    );
    this.logger.info({ interactionId, code, waitMs }, 'Generation is tried again later');
    return { kind: 'again', notBeforeMs };
  }
}

function refuseEndlessInterruptions({ claims, failedTries }: Generation): void {
  if (claims - failedTries > MAX_INTERRUPTIONS)
    throw new ModelError(GENERATION_FAILURES.own.interrupted);
}
