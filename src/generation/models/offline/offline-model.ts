import { singleton } from 'tsyringe';

import { ImageProcessor } from '../../../imaging/image-processor.js';
import { aspectOf } from '../../../interactions/aspect-ratios.js';
import { GENERATION_FAILURES } from '../../../interactions/failure-kinds.js';
import { abortedError, ModelError } from '../../../interactions/model-error.js';
import type { ImageModel, ModelAnswer, ModelRequest } from '../image-model.js';

/** The name that people see. */
export const OFFLINE_MODEL = 'offline model';

/**
 * A model that needs no network and costs nothing: pictures are put together and get the effect of
 * the style; a prompt alone becomes a landscape. The same request always gives the same bytes, and
 * another `variant` another picture.
 */
@singleton()
export class OfflineModel implements ImageModel {
  readonly name = OFFLINE_MODEL;

  constructor(private readonly imaging: ImageProcessor) {}

  /**
   * @throws AppError `model.aborted`; `model.unreadable_input` when a picture cannot be decoded.
   */
  async generate(request: ModelRequest, signal: AbortSignal): Promise<ModelAnswer> {
    try {
      const { aspectRatio } = request.settings;
      const drawing = { ...request, ...(aspectRatio && { aspect: aspectOf(aspectRatio) }) };
      const picture = await this.imaging.draw(drawing, signal, request.personId);
      return { picture, text: null, model: this.name, usage: null, thread: null };
    } catch (error) {
      if (signal.aborted) throw abortedError();
      throw new ModelError(GENERATION_FAILURES.own.inputUnusable, { cause: error });
    }
  }
}
