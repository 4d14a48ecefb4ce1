import type { InjectionToken } from 'tsyringe';

import type { Picture } from '../../imaging/picture.js';
import type { Settings } from '../../interactions/settings.js';

/** One earlier exchange of a conversation. */
export interface ModelTurn {
  /** What the model was asked, in the complete wording. */
  readonly prompt: string;
  /**
   * The pictures that it was asked with; none where it went on from the picture of the turn before.
   */
  readonly pictures: readonly Picture[];
  /** Its answer, in the bytes that it returned. */
  readonly picture: Picture;
  /** What it kept for this turn; see {@link ModelThread}. */
  readonly kept: string;
}

/** What a model needs to go on from its picture. */
export interface ModelThread {
  /**
   * Opaque to everybody else. It holds for the model that made the picture, and with
   * its very bytes.
   */
  readonly kept: string;
  /** How many earlier turns the answer is based on. */
  readonly earlier: number;
}

/** A request for one picture. */
export interface ModelRequest {
  /** The complete wording, style included; never empty. */
  readonly prompt: string;
  /** Pictures to work from, in the person's order; empty for text to image. */
  readonly pictures: readonly Picture[];
  /**
   * The conversation that led to the only one of `pictures`, oldest turn first; none by default.
   * Where the model does not take it, it works from the picture alone.
   */
  readonly earlier?: readonly ModelTurn[];
  /** The key of the style whose wording `prompt` is, or null. */
  readonly styleKey: string | null;
  /** The person's choices. A model uses the nearest ones that it can do. */
  readonly settings: Settings;
  /**
   * How many pictures the card has already; 0 by default. By it, a model that leaves nothing to
   * chance makes another picture of the same wording.
   */
  readonly variant?: number;
  /** Who asked, so that nobody's pictures wait for all of one person's. */
  readonly personId: string;
}

/** The vendor's token counts; null where it gave none. */
export interface ModelUsage {
  readonly promptTokens: number | null;
  readonly outputTokens: number | null;
  /** The part of the output that is pictures, and the rest of it. */
  readonly imageTokens: number | null;
  readonly textTokens: number | null;
  /** What the model thought, which is billed beside the output. */
  readonly thoughtTokens: number | null;
  readonly totalTokens: number | null;
}

/** One picture, in the bytes that the model returned. */
export interface ModelAnswer {
  readonly picture: Picture;
  /** Text that the model returned with the picture, or null. */
  readonly text: string | null;
  /** The name of the model that made it. */
  readonly model: string;
  readonly usage: ModelUsage | null;
  /** Null where the model cannot go on from it. */
  readonly thread: ModelThread | null;
}

/**
 * An image model. Implementations pass the contract suite in
 * `test/generation/image-model.contract.ts`.
 */
export interface ImageModel {
  /** The name that people see, for example `gemini-nano-banana-2.1`. */
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
