import { inject, injectable } from 'tsyringe';

import { AppError } from '../../platform/app-error.js';
import type { Picture } from '../../imaging/picture.js';
import { IMAGE_STORE, type ImageStore } from '../../persistence/images/image-store.js';
import type {
  GenerationSource,
  InteractionState,
  StoredImage,
} from '../../interactions/interaction-state.js';

/** Reads the pictures that a generation works from. */
@injectable()
export class SourcePictures {
  constructor(@inject(IMAGE_STORE) private readonly images: ImageStore) {}

  /**
   * The pictures of `source`, in the person's order.
   *
   * @throws AppError `state.source_missing` when one of them is missing or damaged: a placeholder is
   * never sent to a model. `storage.*` when the store fails.
   */
  async read(state: InteractionState, source: GenerationSource): Promise<Picture[]> {
    return Promise.all(imagesOf(state, source).map((image) => this.readOne(image)));
  }

  private async readOne(image: StoredImage): Promise<Picture> {
    const { mediaType, width, height } = image;
    try {
      return { bytes: await this.images.get(image), mediaType, width, height };
    } catch (error) {
      if (!(error instanceof AppError) || error.retryable) throw error;
      throw sourceMissing(error);
    }
  }
}

function imagesOf(state: InteractionState, source: GenerationSource): readonly StoredImage[] {
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
    sentence:
      'A picture that this starts from is missing or damaged in my storage, so I asked no model; please send it again with a new mention.',
    cause,
  });
}
