import { inject, injectable } from 'tsyringe';

import type { Generation, InteractionState, OutputItem } from '../persistence/interaction-state.js';
import { IMAGE_MODEL, type ImageModel } from './image-model.js';
import { OutputRecorder } from './output-recorder.js';
import { SourcePictures } from './source-pictures.js';

/** The paid part of a generation: from the stored pictures through the model to a stored output. */
@injectable()
export class PictureMaker {
  constructor(
    private readonly sources: SourcePictures,
    @inject(IMAGE_MODEL) private readonly model: ImageModel,
    private readonly recorder: OutputRecorder,
  ) {}

  /**
   * Asks the model once and stores its picture.
   *
   * @throws AppError `state.source_missing`, `model.*` (`model.aborted` when `signal` fired) or
   * `storage.*`
   */
  async make(
    state: InteractionState,
    generation: Generation,
    signal: AbortSignal,
  ): Promise<OutputItem> {
    const { prompt, styleKey, source } = generation;
    const pictures = await this.sources.read(state, source);
    const answer = await this.model.generate({ prompt, pictures, styleKey }, signal);
    return this.recorder.record(state.id, generation, this.model.name, answer);
  }
}
