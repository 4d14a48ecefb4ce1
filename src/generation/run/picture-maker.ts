import { inject, injectable } from 'tsyringe';

import { AppError } from '../../platform/app-error.js';
import { LOGGER, type Logger } from '../../platform/logger.js';
import type {
  Generation,
  InteractionState,
  OutputItem,
} from '../../interactions/interaction-state.js';
import { storingFailure } from '../../interactions/failure-kinds.js';
import { IMAGE_MODEL, type ImageModel, type ModelAnswer } from '../models/image-model.js';
import { ModelError } from '../../interactions/model-error.js';
import { ModelHealth } from '../model-health.js';
import { OutputRecorder } from './output-recorder.js';
import { retryUntilAborted } from '../../platform/retry-until-aborted.js';
import { SourcePictures } from './source-pictures.js';

/** A picture that was paid for is offered to a failing storage for about eight seconds. */
const MAX_STORE_TRIES = 5;

/** The paid part of a generation: from the stored pictures through the model to a stored output. */
@injectable()
export class PictureMaker {
  constructor(
    private readonly sources: SourcePictures,
    @inject(IMAGE_MODEL) private readonly model: ImageModel,
    private readonly health: ModelHealth,
    private readonly recorder: OutputRecorder,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Asks the model once and stores its picture.
   *
   * @throws AppError `state.source_missing`, `model.*` (`model.aborted` when `signal` fired),
   * `storage.*` before the model was asked, `storage.picture_not_stored` after that.
   */
  async make(
    state: InteractionState,
    generation: Generation,
    signal: AbortSignal,
  ): Promise<OutputItem> {
    const { prompt, styleKey, source } = generation;
    const pictures = await this.sources.read(state, source);
    const answer = await this.health.observe(
      () => this.model.generate({ prompt, pictures, styleKey }, signal),
      signal,
    );
    return this.keep(state.id, generation, answer, signal);
  }

  private async keep(
    interactionId: string,
    generation: Generation,
    answer: ModelAnswer,
    signal: AbortSignal,
  ): Promise<OutputItem> {
    const record = () => this.recorder.record(interactionId, generation, this.model.name, answer);
    try {
      return await retryUntilAborted(record, signal, this.logger, MAX_STORE_TRIES);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      throw new ModelError(storingFailure(error.code), { cause: error });
    }
  }
}
