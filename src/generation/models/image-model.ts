import type { InjectionToken } from 'tsyringe';

import type { Picture } from '../../imaging/picture.js';
import type { Settings } from '../../interactions/settings.js';

/** What a model is asked for: one picture. */
export interface ModelRequest {
  /** The complete wording, style included; never empty. */
  readonly prompt: string;
  /** Pictures to work from, in the person's order; empty for text to image. */
  readonly pictures: readonly Picture[];
  /** The key of the style whose wording `prompt` is, or null. */
  readonly styleKey: string | null;
  /** What the person chose; a model does what is nearest to it among what it can. */
  readonly settings: Settings;
}

/** Tokens as the vendor counts them; null where it gave no number. */
export interface ModelUsage {
  readonly promptTokens: number | null;
  readonly outputTokens: number | null;
  readonly totalTokens: number | null;
}

/** One picture, in the bytes the model made. */
export interface ModelAnswer {
  readonly picture: Picture;
  /** What the model said beside the picture, or null. */
  readonly text: string | null;
  /** The name of the model that made it. */
  readonly model: string;
  readonly usage: ModelUsage | null;
}

/** An image model. Implementations keep the contract suite in `test/generation/image-model.contract.ts`. */
export interface ImageModel {
  /** The name people see, such as `gemini-nano-banana-2.1`. */
  readonly name: string;
  /**
   * Makes one picture.
   *
   * @throws AppError with a `model.*` code: blocked, no picture, quota, overloaded, timed out,
   * aborted (`model.aborted`, when `signal` fired). Nothing else is thrown.
   */
  generate(request: ModelRequest, signal: AbortSignal): Promise<ModelAnswer>;
}

export const IMAGE_MODEL: InjectionToken<ImageModel> = Symbol('ImageModel');
