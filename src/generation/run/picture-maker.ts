import { inject, injectable } from 'tsyringe';

import { AppError } from '../../platform/app-error.js';
import { endedBy } from '../../platform/ended-by.js';
import { LOGGER, type Logger } from '../../platform/logger.js';
import { retryUntilAborted } from '../../platform/retry-until-aborted.js';
import type { Picture } from '../../imaging/picture.js';
import { storingFailure } from '../../interactions/failure-kinds.js';
import type { GenerationSource } from '../../interactions/generation-source.js';
import type { Generation } from '../../interactions/generation.js';
import type { InteractionState, OutputItem } from '../../interactions/interaction-state.js';
import { ModelError } from '../../interactions/model-error.js';
import type { StoredImage } from '../../interactions/stored-image.js';
import { IMAGE_STORE, type ImageStore } from '../../persistence/images/image-store.js';
import { ModelHealth } from '../model-health.js';
import { IMAGE_MODEL, type ImageModel, type ModelAnswer } from '../models/image-model.js';
import { OutputRecorder } from './output-recorder.js';

/** About eight seconds of attempts to store a picture that was paid for. */
const MAX_STORE_ATTEMPTS = 5;

/** The paid part of a generation: reads the stored pictures, asks the model, stores the output. */
@injectable()
export class PictureMaker {
  constructor(
    @inject(IMAGE_STORE) private readonly images: ImageStore,
    @inject(IMAGE_MODEL) private readonly model: ImageModel,
    private readonly health: ModelHealth,
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
    const { prompt, styleKey, source, settings, requestedBy: personId } = generation;
    const sources = sourceImages(state, source);
    const reading = Promise.all(sources.map((image) => this.read(image)));
    const pictures = await endedBy(reading, signal);
    const variant = state.outputs.length;
    const request = { prompt, pictures, styleKey, settings, variant, personId };
    const answer = await this.health.observe(() => this.model.generate(request, signal), signal);
    return this.store(state.id, generation, answer, signal);
  }

  private async read(image: StoredImage): Promise<Picture> {
    const { mediaType, width, height } = image;
    try {
      return { bytes: await this.images.get(image), mediaType, width, height };
    } catch (error) {
      if (!(error instanceof AppError) || error.retryable) throw error;
      throw sourceMissing(error);
    }
  }

  private async store(
    interactionId: string,
    generation: Generation,
    answer: ModelAnswer,
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

/** The images of a source, in the person's order. */
function sourceImages(state: InteractionState, source: GenerationSource): readonly StoredImage[] {
  switch (source.kind) {
    case 'none':
      return [];
    case 'inputs':
      return state.inputs;
    case 'output': {
      const output = state.outputs[source.index];
      if (!output) throw sourceMissing();
      return [output.image];
    }
  }
}

function sourceMissing(cause?: unknown): AppError {
  return new AppError({
    code: 'state.source_missing',
    retryable: false,
    userMessage:
      'A picture that this starts from is missing or damaged in my storage, so I asked no model; please send it again with a new mention.',
    cause,
  });
}
