import { inject, injectable } from 'tsyringe';

import { AppError } from '../../platform/app-error.js';
import { endedBy } from '../../platform/ended-by.js';
import { LOGGER, type Logger } from '../../platform/logger.js';
import { retryUntilAborted } from '../../platform/retry-until-aborted.js';
import { storingFailure } from '../../interactions/failure-kinds.js';
import type { Generation } from '../../interactions/generation.js';
import type { InteractionState, OutputItem } from '../../interactions/interaction-state.js';
import { ModelError } from '../../interactions/model-error.js';
import { ChargedCalls, type PaidAnswer } from './charged-calls.js';
import { ModelRequests } from './model-requests.js';
import { OutputRecorder } from './output-recorder.js';

/** About eight seconds of attempts to store a picture that was paid for. */
const MAX_STORE_ATTEMPTS = 5;

/** The paid part of a generation: reads the stored pictures, asks the model, stores the output. */
@injectable()
export class PictureMaker {
  constructor(
    private readonly requests: ModelRequests,
    private readonly calls: ChargedCalls,
    private readonly recorder: OutputRecorder,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Asks the model once and stores its picture.
   *
   * @throws AppError `state.source_missing` when a source picture is missing or damaged (a
   * placeholder is never sent to a model); `model.*` (`model.aborted` when `signal` aborted);
   * `storage.*` before the model was asked, `storage.picture_not_stored` after that.
   */
  async make(
    state: InteractionState,
    generation: Generation,
    signal: AbortSignal,
  ): Promise<OutputItem> {
    const request = await endedBy(this.requests.of(state, generation), signal);
    const answer = await this.calls.make(state, generation, request, signal);
    const earlier = request.earlier?.length ?? 0;
    if (earlier > (answer.thread?.earlier ?? earlier))
      this.logger.warn({ interactionId: state.id }, 'The model refused the earlier turns');
    return this.store(state.id, generation, answer, signal);
  }

  /** Removes what was stored of an output that no row names. @throws AppError `storage.*` */
  async discard(item: OutputItem): Promise<void> {
    await this.recorder.discard(item);
  }

  private async store(
    interactionId: string,
    generation: Generation,
    answer: PaidAnswer,
    signal: AbortSignal,
  ): Promise<OutputItem> {
    const record = () => this.recorder.record(interactionId, generation, answer);
    try {
      return await retryUntilAborted(record, signal, this.logger, MAX_STORE_ATTEMPTS);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      throw new ModelError(storingFailure(error.code), { cause: error });
    }
  }
}
