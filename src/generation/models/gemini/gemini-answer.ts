import type { Candidate, GenerateContentResponse, Part } from '@google/genai';

import { AppError } from '../../../platform/app-error.js';
import type { Picture } from '../../../imaging/picture.js';
import {
  blockReasonFailure,
  GENERATION_FAILURES,
  finishReasonFailure,
} from '../../../interactions/failure-kinds.js';
import type { ModelAnswer, ModelUsage } from '../image-model.js';
import { ModelError } from '../../../interactions/model-error.js';

/** The part of the model's text that a message quotes. */
const MAX_QUOTE_CHARACTERS = 300;
const MAX_TEXT_CHARACTERS = 4000;

/**
 * Reads the picture from a response, in its original bytes, checked by `inspect`. Skips thought
 * parts.
 *
 * @throws ModelError `model.blocked_prompt`, `model.blocked_output`, `model.no_picture`,
 * `model.text_only`, or `model.unreadable_picture`.
 */
export async function answerOf(
  response: GenerateContentResponse,
  inspect: (bytes: Buffer) => Promise<Picture>,
): Promise<Omit<ModelAnswer, 'model'>> {
  const blocked = response.promptFeedback?.blockReason;
  const candidate = response.candidates?.[0];
  if (candidate === undefined && isText(blocked)) throw new ModelError(blockReasonFailure(blocked));
  const parts = spokenParts(candidate);
  const text = textOf(parts);
  const data = parts.map((part) => part.inlineData?.data).find(isText);
  if (data === undefined) throw withoutPicture(candidate, text);
  const picture = await readable(Buffer.from(data, 'base64'), inspect);
  return { picture, text: text === '' ? null : text, usage: usageOf(response) };
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

function textOf(parts: readonly Part[]): string {
  const text = parts.map((part) => part.text).filter(isText);
  return text.join('\n').trim().slice(0, MAX_TEXT_CHARACTERS);
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

function quoted(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  const characters = Array.from(line);
  if (characters.length <= MAX_QUOTE_CHARACTERS) return line;
  return `${characters.slice(0, MAX_QUOTE_CHARACTERS - 1).join('')}…`;
}

async function readable(
  bytes: Buffer,
  inspect: (bytes: Buffer) => Promise<Picture>,
): Promise<Picture> {
  try {
    return await inspect(bytes);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new ModelError(GENERATION_FAILURES.call.badPicture, { cause: error });
  }
}

function usageOf({ usageMetadata }: GenerateContentResponse): ModelUsage | null {
  if (usageMetadata === undefined) return null;
  const { promptTokenCount, candidatesTokenCount, totalTokenCount } = usageMetadata;
  return {
    promptTokens: count(promptTokenCount),
    outputTokens: count(candidatesTokenCount),
    totalTokens: count(totalTokenCount),
  };
}

function count(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
