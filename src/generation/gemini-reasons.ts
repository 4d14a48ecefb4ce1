import type { ModelErrorDetails } from './model-error.js';

/** What a reason for a missing picture means to the person. */
export type Reason = Pick<ModelErrorDetails, 'code' | 'retryable' | 'sentence'>;

/** `promptFeedback.blockReason`: the prompt or its pictures were refused before any work. */
const BLOCK_REASONS: ReadonlyMap<string, Reason> = new Map([
  ['SAFETY', blockedPrompt('The model refused this request for safety reasons.')],
  [
    'IMAGE_SAFETY',
    blockedPrompt('The model refused a picture of this request for safety reasons.'),
  ],
  [
    'BLOCKLIST',
    blockedPrompt('The model refused this request because of a word on its blocklist.'),
  ],
  [
    'PROHIBITED_CONTENT',
    blockedPrompt('The model refused this request because its rules prohibit the content.'),
  ],
  ['MODEL_ARMOR', blockedPrompt('A content filter in front of the model refused this request.')],
  [
    'JAILBREAK',
    blockedPrompt(
      'The model refused this request because it looks like an attempt to evade its rules.',
    ),
  ],
  ['OTHER', blockedPrompt('The model refused this request and gave no reason.')],
]);

/** `finishReason` of a candidate without a picture. */
const FINISH_REASONS: ReadonlyMap<string, Reason> = new Map([
  ['SAFETY', blockedOutput('The model stopped for safety reasons before a picture was made.')],
  ['IMAGE_SAFETY', blockedOutput('The model held its picture back for safety reasons.')],
  [
    'PROHIBITED_CONTENT',
    blockedOutput('The model stopped because its rules prohibit what it was about to make.'),
  ],
  [
    'IMAGE_PROHIBITED_CONTENT',
    blockedOutput('The model held its picture back because its rules prohibit the content.'),
  ],
  ['BLOCKLIST', blockedOutput('The model stopped because of a word on its blocklist.')],
  ['SPII', blockedOutput('The model stopped because the result could reveal personal data.')],
  [
    'RECITATION',
    blockedOutput('The model stopped because the result came too close to existing work.'),
  ],
  [
    'IMAGE_RECITATION',
    blockedOutput('The model held its picture back because it came too close to existing work.'),
  ],
  ['LANGUAGE', blockedOutput('The model does not support the language of this prompt.')],
  ['NO_IMAGE', noPicture('The model made no picture this time.')],
  ['IMAGE_OTHER', noPicture('The model failed to make a picture and gave no reason.')],
  ['OTHER', noPicture('The model stopped without a picture and gave no reason.')],
  ['STOP', noPicture('The model finished without a picture.')],
  ['MAX_TOKENS', noPicture('The model reached its length limit before a picture was made.')],
]);

const EMPTY: Reason = noPicture('The model answered with nothing at all.');

/** The meaning of a block reason; a value this table does not know is named. */
export function blockReason(value: string): Reason {
  return (
    BLOCK_REASONS.get(value) ??
    blockedPrompt(`The model refused this request (reason: ${named(value)}).`)
  );
}

/** The meaning of a finish reason where there is no picture; undefined where the model gave none. */
export function finishReason(value: string | undefined): Reason {
  if (value === undefined || value === 'FINISH_REASON_UNSPECIFIED') return EMPTY;
  return (
    FINISH_REASONS.get(value) ??
    noPicture(`The model stopped without a picture (reason: ${named(value)}).`)
  );
}

/** Reasons are short upper-case words; whatever else arrives is not repeated to the person. */
function named(value: string): string {
  return /^[A-Z0-9_]{1,60}$/.test(value) ? value.toLowerCase().replaceAll('_', ' ') : 'unknown';
}

function blockedPrompt(sentence: string): Reason {
  return { code: 'model.blocked_prompt', retryable: false, sentence };
}

function blockedOutput(sentence: string): Reason {
  return { code: 'model.blocked_output', retryable: false, sentence };
}

function noPicture(sentence: string): Reason {
  return { code: 'model.no_picture', retryable: true, sentence };
}
