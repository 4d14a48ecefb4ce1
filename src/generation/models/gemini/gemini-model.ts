import type {
  Content,
  GenerateContentConfig,
  GenerateContentResponse,
  GoogleGenAI,
  SafetySetting as GoogleSafetySetting,
} from '@google/genai';

import { AppError } from '../../../platform/app-error.js';
import type { SafetySetting } from '../../../config/gemini-safety.js';
import { endedBy } from '../../../platform/ended-by.js';
import { joinedSignal } from '../../../platform/joined-signal.js';
import type { ImageProcessor } from '../../../imaging/image-processor.js';
import type { Picture } from '../../../imaging/picture.js';
import { answerOf } from './gemini-answer.js';
import { GENERATION_FAILURES } from '../../../interactions/failure-kinds.js';
import { createGeminiClient } from './gemini-client.js';
import { keyless, modelErrorOf } from './gemini-errors.js';
import { abilitiesOf, imageConfigOf, thinkingConfigOf } from './gemini-models.js';
import { conversation, singleTurn } from './gemini-thread.js';
import type { ImageModel, ModelAnswer, ModelRequest, ModelTurn } from '../image-model.js';
import { abortedError, ModelError } from '../../../interactions/model-error.js';

export interface GeminiOptions {
  readonly apiKey: string;
  /** A name from `GEMINI_MODELS`, or of any newer model. */
  readonly model: string;
  /** Without version; Google's own by default. */
  readonly baseUrl?: string;
  /** The time limit of one call. */
  readonly timeoutMs: number;
  /** Whether it says what it needs to go on from its pictures. */
  readonly conversation: boolean;
  /** What Google is told to block; nothing by default: what it blocks by itself. */
  readonly safety?: readonly SafetySetting[];
}

/** Google's limit for one inline picture: 7 MB. */
const MAX_INLINE_BYTES = 7_000_000;
/** A contact sheet holds ten pictures. */
const MAX_STITCHED = 10;

/**
 * A Gemini image model behind `generateContent`, one call for one picture. The caller decides about
 * another attempt: `retryable` and `retryAfterMs` of the error say whether and when to make it.
 */
export class GeminiModel implements ImageModel {
  readonly name: string;
  private client: Promise<GoogleGenAI> | null = null;

  constructor(
    private readonly options: GeminiOptions,
    private readonly imaging: ImageProcessor,
  ) {
    this.name = options.model;
  }

  /**
   * Pictures are shrunk to 7 MB each. When there are more than the model accepts, the last ones are
   * sent as one contact sheet. A conversation that the model refuses is left out, and the model is
   * asked once more, which costs nothing: it has not made anything yet.
   *
   * @throws ModelError; see `gemini-answer.ts` and `gemini-errors.ts` for the codes, and
   * `model.aborted`, `model.timeout`, `model.unreadable_input`, `model.too_many_pictures`.
   */
  async generate(request: ModelRequest, signal: AbortSignal): Promise<ModelAnswer> {
    try {
      signal.throwIfAborted();
      return (await this.continued(request, signal)) ?? (await this.alone(request, signal));
    } catch (error) {
      if (signal.aborted) throw abortedError();
      throw modelErrorOf(error, this.options.apiKey);
    }
  }

  /** Goes on with the conversation; null where there is none, or the model does not take it. */
  private async continued(request: ModelRequest, signal: AbortSignal): Promise<ModelAnswer | null> {
    const { earlier = [], prompt } = request;
    if (earlier.length === 0) return null;
    try {
      const contents = conversation(prompt, await endedBy(this.fitted(request), signal));
      if (contents === null) return null;
      return await this.answered(request, contents, earlier.length, signal);
    } catch (error) {
      if (!signal.aborted && isRefusedRequest(error)) return null;
      throw error;
    }
  }

  private async alone(request: ModelRequest, signal: AbortSignal): Promise<ModelAnswer> {
    const { maxReferencePictures } = abilitiesOf(this.modelFor(request));
    const pictures = await endedBy(this.prepared(request, maxReferencePictures), signal);
    const contents = singleTurn({ prompt: request.prompt, pictures });
    return await this.answered({ ...request, pictures }, contents, 0, signal);
  }

  private modelFor({ settings }: ModelRequest): string {
    return settings.model ?? this.name;
  }

  /** @param earlier how many turns are in `contents` before the new one. */
  private async answered(
    request: ModelRequest,
    contents: Content[],
    earlier: number,
    signal: AbortSignal,
  ): Promise<ModelAnswer> {
    const response = await this.call(request, contents, signal);
    const { kept, ...answer } = await answerOf(response, {
      inspect: (bytes) => this.imaging.inspect(bytes, request.personId),
      masked: (text) => keyless(text, this.options.apiKey),
    });
    const thread = kept !== null && this.options.conversation ? { kept, earlier } : null;
    return { ...answer, model: this.modelFor(request), thread };
  }

  private async call(
    request: ModelRequest,
    contents: Content[],
    signal: AbortSignal,
  ): Promise<GenerateContentResponse> {
    this.client ??= createGeminiClient(this.options);
    const { models } = await this.client;
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), this.options.timeoutMs);
    const ended = joinedSignal(signal, deadline.signal);
    try {
      const model = this.modelFor(request);
      const config = {
        ...configOf(model, request, this.options.safety),
        abortSignal: ended.signal,
      };
      return await endedBy(models.generateContent({ model, contents, config }), ended.signal);
    } catch (error) {
      if (!deadline.signal.aborted) throw error;
      const seconds = Math.round(this.options.timeoutMs / 1000);
      throw new ModelError(GENERATION_FAILURES.call.noAnswer, {
        userMessage: `The image model did not answer within ${seconds} seconds.`,
      });
    } finally {
      clearTimeout(timer);
      ended.release();
    }
  }

  private async prepared(
    { pictures, personId }: ModelRequest,
    maxPictures: number,
  ): Promise<Picture[]> {
    const separate = pictures.length <= maxPictures ? pictures : pictures.slice(0, maxPictures - 1);
    const stitched = pictures.slice(separate.length);
    if (stitched.length > MAX_STITCHED)
      throw new ModelError(GENERATION_FAILURES.own.tooManyPictures, {
        userMessage: `The image model takes at most ${separate.length + MAX_STITCHED} pictures.`,
      });
    return await usable(async () => {
      const fitted: Picture[] = [];
      for (const picture of separate) fitted.push(await this.fit(picture, personId));
      if (stitched.length > 0) fitted.push(await this.imaging.contactSheet(stitched, personId));
      return fitted;
    });
  }

  /**
   * The earlier turns, with the person's pictures as they were sent; the model's own
   * are not touched.
   */
  private async fitted({ earlier = [], personId }: ModelRequest): Promise<ModelTurn[]> {
    return await usable(async () => {
      const turns: ModelTurn[] = [];
      for (const turn of earlier) {
        const pictures: Picture[] = [];
        for (const picture of turn.pictures) pictures.push(await this.fit(picture, personId));
        turns.push({ ...turn, pictures });
      }
      return turns;
    });
  }

  private async fit(picture: Picture, personId: string): Promise<Picture> {
    return await this.imaging.fit(picture, { maxBytes: MAX_INLINE_BYTES }, personId);
  }
}

/** @throws ModelError `model.unreadable_input` when a picture cannot be prepared. */
async function usable<T>(prepare: () => Promise<T>): Promise<T> {
  try {
    return await prepare();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new ModelError(GENERATION_FAILURES.own.inputUnusable, { cause: error });
  }
}

function configOf(
  model: string,
  { pictures, settings }: ModelRequest,
  safety: readonly SafetySetting[] = [],
): GenerateContentConfig {
  const abilities = abilitiesOf(model);
  const thinkingConfig = thinkingConfigOf(abilities, settings);
  return {
    responseModalities: ['IMAGE', 'TEXT'],
    imageConfig: imageConfigOf(abilities, settings, pictures),
    ...(thinkingConfig && { thinkingConfig }),
    ...(safety.length > 0 && { safetySettings: safety.filter(isOfGoogle) }),
  };
}

/** The SDK names the same values by enums of its own, and is not loaded before the first call. */
function isOfGoogle(setting: SafetySetting): setting is GoogleSafetySetting & SafetySetting {
  return setting.category.startsWith('HARM_CATEGORY_');
}

const { refusal, httpStatus, own } = GENERATION_FAILURES;

/**
 * Refusals that what a conversation holds may be the reason of, its prompts and pictures included.
 */
const OF_THE_REQUEST: ReadonlySet<string> = new Set([
  refusal.other.code,
  refusal.picture.code,
  httpStatus[413].code,
  own.inputUnusable.code,
  GENERATION_FAILURES.blockReason.OTHER.code,
]);

function isRefusedRequest(error: unknown): boolean {
  return error instanceof ModelError && OF_THE_REQUEST.has(error.code);
}
