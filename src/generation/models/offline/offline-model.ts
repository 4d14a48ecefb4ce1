import { singleton } from 'tsyringe';

import { AppError } from '../../../platform/app-error.js';
import { ImageProcessor } from '../../../imaging/image-processor.js';
import { aspectOf } from '../../../interactions/aspect-ratios.js';
import { GENERATION_FAILURES, type FailureKind } from '../../../interactions/failure-kinds.js';
import { abortedError, ModelError } from '../../../interactions/model-error.js';
import { longSideOf } from '../../../interactions/image-sizes.js';
import { partsOfWording } from '../../../interactions/style-of-wording.js';
import type { ImageModel, ModelAnswer, ModelRequest } from '../image-model.js';

/** The name that people see. */
export const OFFLINE_MODEL = 'offline-sketch';

/** The card shows it with the picture. */
export const OFFLINE_SKETCH =
  'Offline sketch, made on this machine; it knows only some English words. For pictures by Gemini, the operator sets IMAGE_MODEL=gemini and GOOGLE_API_KEY.';

/**
 * A model that needs no network and costs nothing: it draws the things that the prompt names, in
 * the place and the light that it names, or the words as a poster; pictures are put together,
 * retoned and get the things that are named. All get the effect of the style. The same request
 * always gives the same bytes, and another `variant` another picture.
 */
@singleton()
export class OfflineModel implements ImageModel {
  readonly name = OFFLINE_MODEL;

  constructor(private readonly imaging: ImageProcessor) {}

  /**
   * @throws ModelError `model.aborted`; `model.timeout` and `model.overloaded`, which may pass;
   * `model.unreadable_input` when a picture cannot be decoded; `model.defect` without pictures.
   */
  async generate(request: ModelRequest, signal: AbortSignal): Promise<ModelAnswer> {
    try {
      const { aspectRatio, imageSize } = request.settings;
      const { words } = partsOfWording(request.prompt, request.pictures.length > 0);
      const drawing = {
        ...request,
        prompt: words,
        ...(aspectRatio && { aspect: aspectOf(aspectRatio) }),
        ...(imageSize && { longSide: longSideOf(imageSize) }),
      };
      const picture = await this.imaging.draw(drawing, signal, request.personId);
      return { picture, text: OFFLINE_SKETCH, model: this.name, usage: null, thread: null };
    } catch (error) {
      if (signal.aborted) throw abortedError();
      throw new ModelError(failureOf(error, request), { cause: error });
    }
  }
}

function failureOf(error: unknown, { pictures }: ModelRequest): FailureKind {
  const { httpStatus, own } = GENERATION_FAILURES;
  if (error instanceof AppError && error.retryable)
    return error.code === 'image.timeout' ? httpStatus[504] : httpStatus[503];
  return pictures.length > 0 ? own.inputUnusable : own.defect;
}
