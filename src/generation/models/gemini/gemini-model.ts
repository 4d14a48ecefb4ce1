import type {
  GenerateContentConfig,
  GenerateContentParameters,
  GenerateContentResponse,
  GoogleGenAI,
  Part,
} from '@google/genai';

import { AppError } from '../../../platform/app-error.js';
import { endedBy } from '../../../platform/ended-by.js';
import { joinedSignal } from '../../../platform/joined-signal.js';
import type { ImageProcessor } from '../../../imaging/image-processor.js';
import type { Picture } from '../../../imaging/picture.js';
import { answerOf } from './gemini-answer.js';
import { GENERATION_FAILURES } from '../../../interactions/failure-kinds.js';
import { createGeminiClient } from './gemini-client.js';
import { keyless, modelErrorOf } from './gemini-errors.js';
import { abilitiesOf, imageConfigOf, thinkingConfigOf } from './gemini-models.js';
import type { ImageModel, ModelAnswer, ModelRequest } from '../image-model.js';
import { abortedError, ModelError } from '../../../interactions/model-error.js';

export interface GeminiOptions {
  readonly apiKey: string;
  /** A name from `GEMINI_MODELS`, or of any newer model. */
  readonly model: string;
  /** Without version; Google's own by default. */
  readonly baseUrl?: string;
  /** The time limit of one call. */
  readonly timeoutMs: number;
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
   * sent as one contact sheet.
   *
   * @throws ModelError; see `gemini-answer.ts` and `gemini-errors.ts` for the codes, and
   * `model.aborted`, `model.timeout`, `model.unreadable_input`, `model.too_many_pictures`.
   */
  async generate(request: ModelRequest, signal: AbortSignal): Promise<ModelAnswer> {
    try {
      signal.throwIfAborted();
      const model = request.settings.model ?? this.name;
      const { maxReferencePictures } = abilitiesOf(model);
      const prepared = this.prepared(request, maxReferencePictures);
      const pictures = await endedBy(prepared, signal);
      const response = await this.call(model, { ...request, pictures }, signal);
      const answer = await answerOf(response, {
        inspect: (bytes) => this.imaging.inspect(bytes, request.personId),
        masked: (text) => keyless(text, this.options.apiKey),
      });
      return { ...answer, model };
    } catch (error) {
      if (signal.aborted) throw abortedError();
      throw modelErrorOf(error, this.options.apiKey);
    }
  }

  private async call(
    model: string,
    request: ModelRequest,
    signal: AbortSignal,
  ): Promise<GenerateContentResponse> {
    this.client ??= createGeminiClient(this.options);
    const { models } = await this.client;
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), this.options.timeoutMs);
    const ended = joinedSignal(signal, deadline.signal);
    try {
      const answer = models.generateContent(parameters(model, request, ended.signal));
      return await endedBy(answer, ended.signal);
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
    try {
      const fitted: Picture[] = [];
      for (const picture of separate)
        fitted.push(await this.imaging.fit(picture, { maxBytes: MAX_INLINE_BYTES }, personId));
      if (stitched.length > 0) fitted.push(await this.imaging.contactSheet(stitched, personId));
      return fitted;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      throw new ModelError(GENERATION_FAILURES.own.inputUnusable, { cause: error });
    }
  }
}

function parameters(
  model: string,
  { prompt, pictures, settings }: ModelRequest,
  abortSignal: AbortSignal,
): GenerateContentParameters {
  const parts: Part[] = [
    { text: prompt },
    ...pictures.map(({ bytes, mediaType }) => ({
      inlineData: { mimeType: mediaType, data: bytes.toString('base64') },
    })),
  ];
  const abilities = abilitiesOf(model);
  const thinkingConfig = thinkingConfigOf(abilities, settings);
  const config: GenerateContentConfig = {
    responseModalities: ['IMAGE', 'TEXT'],
    imageConfig: imageConfigOf(abilities, settings, pictures),
    ...(thinkingConfig && { thinkingConfig }),
    abortSignal,
  };
  return { model, contents: [{ role: 'user', parts }], config };
}
