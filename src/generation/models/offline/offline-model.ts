import { singleton } from 'tsyringe';

import { AppError } from '../../../platform/app-error.js';
import { ImagingQueue } from '../../../imaging/imaging-queue.js';
import type { Picture } from '../../../imaging/picture.js';
import type { ImageModel, ModelAnswer, ModelRequest } from '../image-model.js';
import { GENERATION_FAILURES } from '../../../interactions/failure-kinds.js';
import { abortedError, ModelError } from '../../../interactions/model-error.js';
import { accents } from '../../../imaging/drawing/accents.js';
import { open } from '../../../imaging/drawing/canvas.js';
import { collage } from '../../../imaging/drawing/collage.js';
import { EFFECTS } from '../../../imaging/drawing/effects.js';
import { seededRandom } from '../../../imaging/drawing/random.js';
import { scene } from '../../../imaging/drawing/scene.js';

/**
 * A model that needs no network and costs nothing. It combines pictures and applies the effect of
 * the style; from a prompt alone it draws a landscape. The same request always gives the same
 * bytes.
 */
@singleton()
export class OfflineModel implements ImageModel {
  readonly name = 'offline model';

  constructor(private readonly queue: ImagingQueue) {}

  /**
   * @throws AppError `model.aborted`; `model.unreadable_input` when a picture cannot be decoded.
   */
  async generate(request: ModelRequest, signal: AbortSignal): Promise<ModelAnswer> {
    try {
      const picture = await this.queue.run(() => drawn(request, signal), signal);
      return { picture, text: null, model: this.name, usage: null };
    } catch (error) {
      if (signal.aborted) throw abortedError();
      if (error instanceof AppError) throw error;
      throw new ModelError(GENERATION_FAILURES.own.inputUnusable, { cause: error });
    }
  }
}

async function drawn(request: ModelRequest, signal: AbortSignal): Promise<Picture> {
  const random = seededRandom(request.prompt);
  const effect = EFFECTS.get(request.styleKey ?? '');
  let canvas;
  if (request.pictures.length === 0) {
    canvas = await scene(random);
  } else {
    const strength = effect === undefined ? 1 : 0.4;
    canvas = await accents(await collage(request.pictures), random, strength);
  }
  signal.throwIfAborted();
  if (effect !== undefined) canvas = await effect(canvas, random);
  signal.throwIfAborted();
  const { data, info } = await open(canvas)
    .jpeg({ quality: 86 })
    .toBuffer({ resolveWithObject: true });
  return { bytes: data, mediaType: 'image/jpeg', width: info.width, height: info.height };
}
