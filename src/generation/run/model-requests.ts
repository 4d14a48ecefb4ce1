import { inject, injectable } from 'tsyringe';

import { AppError } from '../../platform/app-error.js';
import { LOGGER, type Logger } from '../../platform/logger.js';
import type { Picture } from '../../imaging/picture.js';
import { asTurns, conversationOf, type EarlierTurn } from '../../interactions/conversation.js';
import type { GenerationSource } from '../../interactions/generation-source.js';
import type { Generation } from '../../interactions/generation.js';
import type { InteractionState } from '../../interactions/interaction-state.js';
import { offeredModel, type OfferedModels } from '../../interactions/offered-models.js';
import type { StoredImage } from '../../interactions/stored-image.js';
import { IMAGE_STORE, type ImageStore } from '../../persistence/images/image-store.js';
import { ModelTurns } from '../../persistence/model-turns.js';
import type { ModelRequest, ModelTurn } from '../models/image-model.js';
import { OFFERED_MODELS } from '../models/offered-models.js';

/**
 * Puts together what a model is asked for a generation: the stored pictures, and the turns before.
 */
@injectable()
export class ModelRequests {
  constructor(
    @inject(IMAGE_STORE) private readonly images: ImageStore,
    private readonly turns: ModelTurns,
    @inject(OFFERED_MODELS) private readonly models: OfferedModels,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * @throws AppError `state.source_missing` when a source picture is missing or damaged (a
   * placeholder is never sent to a model); `storage.*`. Earlier turns that cannot be read
   * are left out.
   */
  async of(state: InteractionState, generation: Generation): Promise<ModelRequest> {
    const { prompt, styleKey, source, settings, requestedBy: personId } = generation;
    const pictures = await this.readAll(sourceImages(state, source));
    const earlier = await this.earlierTurns(state, generation);
    const variant = state.outputs.length;
    return {
      prompt,
      pictures,
      styleKey,
      settings,
      variant,
      personId,
      ...(earlier.length > 0 && { earlier }),
    };
  }

  private async earlierTurns(
    state: InteractionState,
    generation: Generation,
  ): Promise<readonly ModelTurn[]> {
    if (!generation.goesOn) return [];
    const model = offeredModel(this.models, generation.settings.model);
    const branch = conversationOf(state, generation, model).map(({ item }) => item);
    const keys = branch.map(({ image }) => image.key);
    try {
      const kept = await this.turns.find(state.id, keys);
      const missing = keys.findLastIndex((key) => !kept.has(key));
      const turns = asTurns(state, branch.slice(missing + 1));
      return await Promise.all(turns.map((turn) => this.readTurn(turn, kept)));
    } catch (err) {
      if (!(err instanceof AppError) || err.retryable) throw err;
      this.logger.warn({ interactionId: state.id, err }, 'Earlier turns are left out');
      return [];
    }
  }

  private async readTurn(
    { item, pictures }: EarlierTurn,
    kept: ReadonlyMap<string, string>,
  ): Promise<ModelTurn> {
    return {
      prompt: item.promptUsed,
      pictures: await this.readAll(pictures),
      picture: await this.read(item.image),
      kept: kept.get(item.image.key) ?? '',
    };
  }

  private async readAll(images: readonly StoredImage[]): Promise<Picture[]> {
    return Promise.all(images.map((image) => this.read(image)));
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
