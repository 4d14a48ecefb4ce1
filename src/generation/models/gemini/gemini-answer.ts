import type { Candidate, GenerateContentResponse, MediaModality, Part } from '@google/genai';
import pRetry from 'p-retry';

import { AppError } from '../../../platform/app-error.js';
import type { Picture } from '../../../imaging/picture.js';
import {
  blockReasonFailure,
  GENERATION_FAILURES,
  finishReasonFailure,
} from '../../../interactions/failure-kinds.js';
import { tokensOf } from '../../making-of.js';
import type { ModelAnswer, ModelUsage } from '../image-model.js';
import { ModelError } from '../../../interactions/model-error.js';
import { keptOf } from './gemini-thread.js';
import { quoted } from './quoted.js';

const MAX_TEXT_CHARACTERS = 4000;

/** What a response holds. */
export interface GeminiAnswer extends Omit<ModelAnswer, 'model' | 'thread'> {
  /** What has to be sent back with the picture to go on from it, or null. */
  readonly kept: string | null;
}

/** How {@link answerOf} reads a response. */
export interface AnswerReading {
  /** Checks a picture. It throws an `AppError` for one that cannot be read. */
  readonly inspect: (bytes: Buffer) => Promise<Picture>;
  /** Removes the key from words. */
  readonly masked: (text: string) => string;
}

/**
 * Reads the picture from a response, in its original bytes. Skips thought parts. Of several
 * pictures it takes the last one that can be read.
 *
 * @throws ModelError `model.blocked_prompt`, `model.blocked_output`, `model.no_picture`,
 * `model.text_only`, or `model.unreadable_picture`, with what is billed for it.
 */
export async function answerOf(
  response: GenerateContentResponse,
  reading: AnswerReading,
): Promise<GeminiAnswer> {
  try {
    return await pictureIn(response, reading);
  } catch (error) {
    const tokens = tokensOf(usageOf(response));
    if (!(error instanceof ModelError) || tokens === null) throw error;
    // Where nothing came out, Google leaves the counts of it out.
    const isEmpty = response.usageMetadata?.candidatesTokenCount === undefined;
    throw error.billing(isEmpty ? { ...tokens, image: 0, text: 0 } : tokens);
  }
}

async function pictureIn(
  response: GenerateContentResponse,
  { inspect, masked }: AnswerReading,
): Promise<GeminiAnswer> {
  const blocked = response.promptFeedback?.blockReason;
  const candidate = response.candidates?.[0];
  if (candidate === undefined && isText(blocked)) throw new ModelError(blockReasonFailure(blocked));
  const parts = spokenParts(candidate);
  const text = masked(wordsIn(parts)).slice(0, MAX_TEXT_CHARACTERS);
  const drawn = parts.filter((part) => isText(part.inlineData?.data));
  if (drawn.length === 0) throw withoutPicture(candidate, text);
  const { picture, part } = await lastReadable(drawn, inspect);
  return {
    picture,
    text: text === '' ? null : text,
    usage: usageOf(response),
    kept: keptOf(parts, part, masked),
  };
}

function spokenParts(candidate: Candidate | undefined): Part[] {
  const parts: unknown = candidate?.content?.parts;
  return Array.isArray(parts) ? parts.filter((part) => isPart(part) && part.thought !== true) : [];
}

function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function wordsIn(parts: readonly Part[]): string {
  const texts = parts.map((part) => part.text).filter(isText);
  return texts.join('\n').trim();
}

function withoutPicture(candidate: Candidate | undefined, text: string): ModelError {
  const reason = finishReasonFailure(candidate?.finishReason);
  if (text === '') return new ModelError(reason);
  if (reason.code === 'model.blocked_output')
    return new ModelError(reason, {
      userMessage: `${reason.userMessage} It said: “${quoted(text)}”`,
    });
  return new ModelError(GENERATION_FAILURES.call.wordsOnly, {
    userMessage: `The model answered in words instead of a picture: “${quoted(text)}”`,
  });
}

/** A picture that was paid for is opened again where only this moment was to blame. */
const INSPECT_RETRIES = 2;
const INSPECT_WAIT_MS = 500;

/** Decodes one picture at a time, because each may be large. */
async function lastReadable(
  drawn: readonly Part[],
  inspect: AnswerReading['inspect'],
): Promise<{ readonly picture: Picture; readonly part: Part }> {
  let reason: AppError | undefined;
  for (const part of drawn.toReversed()) {
    const bytes = () => Buffer.from(part.inlineData?.data ?? '', 'base64');
    try {
      const picture = await pRetry(() => inspect(bytes()), {
        retries: INSPECT_RETRIES,
        minTimeout: INSPECT_WAIT_MS,
        shouldRetry: (error) => error instanceof AppError && error.retryable,
      });
      return { picture, part };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      reason = error;
    }
  }
  throw new ModelError(GENERATION_FAILURES.call.badPicture, { cause: reason });
}

function usageOf({ usageMetadata }: GenerateContentResponse): ModelUsage | null {
  if (usageMetadata === undefined) return null;
  const { promptTokenCount, candidatesTokenCount, candidatesTokensDetails } = usageMetadata;
  const { toolUsePromptTokenCount, thoughtsTokenCount, totalTokenCount } = usageMetadata;
  const promptTokens = count(promptTokenCount);
  const outputTokens = count(candidatesTokenCount);
  const imageTokens = imagesIn(candidatesTokensDetails);
  return {
    promptTokens: promptTokens && promptTokens + (count(toolUsePromptTokenCount) ?? 0),
    outputTokens,
    imageTokens,
    textTokens:
      outputTokens === null || imageTokens === null
        ? null
        : Math.max(outputTokens - imageTokens, 0),
    thoughtTokens: count(thoughtsTokenCount),
    totalTokens: count(totalTokenCount),
  };
}

/** The tokens of pictures; null where the vendor does not tell the kinds apart. */
function imagesIn(details: unknown): number | null {
  if (!Array.isArray(details)) return null;
  return details
    .filter((part: unknown) => isObject(part) && part['modality'] === IMAGE)
    .reduce(
      (sum: number, part: Record<string, unknown>) => sum + (count(part['tokenCount']) ?? 0),
      0,
    );
}

const IMAGE: `${MediaModality}` = 'IMAGE';

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function count(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : null;
}
