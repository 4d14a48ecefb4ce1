import type { ErrorCode } from '../platform/app-error.js';

/** A reason why a generation fails, and what it means for the person. */
export interface FailureKind {
  readonly code: ErrorCode;
  /**
   * What can help: the same request again, another prompt, only whoever runs the bot (its account,
   * key or settings are the cause), or nothing that is known.
   */
  readonly help: 'again' | 'prompt' | 'operator' | 'none';
  /** Whether the cause may disappear soon. The bot then retries on its own. */
  readonly isTransient: boolean;
  /** What happened, in one sentence. The card adds what the person can do. */
  readonly userMessage: string;
}

const blockedPrompt = permanent('model.blocked_prompt', 'prompt');
const blockedOutput = permanent('model.blocked_output', 'prompt');
const noPicture = permanent('model.no_picture', 'again');
const overloaded = transient('model.overloaded', 'The image model is busy.');
const tooSlow = transient('model.timeout', 'The image model took too long to answer.');
const internalError = transient('model.failed', 'The image model had an internal error.');
const badRequest = permanent('model.bad_request', 'none')('The image model refused this request.');
const unauthorised = permanent(
  'model.unauthorised',
  'operator',
)('The image model did not accept the bot’s key; the operator of this bot has to check it.');
const unknownModel = permanent(
  'model.unknown_model',
  'operator',
)('The image model that this bot is set to does not exist; its operator has to check it.');

/**
 * All failures, grouped by where they appear: the response of `generateContent`
 * (`promptFeedback.blockReason`, `finishReason` of a candidate without a picture;
 * https://ai.google.dev/api/generate-content), the HTTP status, what the model says about its
 * account or the request when it refuses it, the call itself, and the bot.
 */
export const GENERATION_FAILURES = {
  blockReason: {
    SAFETY: blockedPrompt('The model refused this request for safety reasons.'),
    IMAGE_SAFETY: blockedPrompt('The model refused a picture of this request for safety reasons.'),
    BLOCKLIST: blockedPrompt('The model refused this request because of a word on its blocklist.'),
    PROHIBITED_CONTENT: blockedPrompt(
      'The model refused this request because its rules prohibit the content.',
    ),
    MODEL_ARMOR: blockedPrompt('A content filter in front of the model refused this request.'),
    JAILBREAK: blockedPrompt(
      'The model refused this request because it looks like an attempt to evade its rules.',
    ),
    OTHER: blockedPrompt('The model refused this request and gave no reason.'),
  },
  finishReason: {
    SAFETY: blockedOutput('The model stopped for safety reasons before a picture was made.'),
    IMAGE_SAFETY: blockedOutput('The model held its picture back for safety reasons.'),
    PROHIBITED_CONTENT: blockedOutput(
      'The model stopped because its rules prohibit what it was about to make.',
    ),
    IMAGE_PROHIBITED_CONTENT: blockedOutput(
      'The model held its picture back because its rules prohibit the content.',
    ),
    BLOCKLIST: blockedOutput('The model stopped because of a word on its blocklist.'),
    SPII: blockedOutput('The model stopped because the result could reveal personal data.'),
    RECITATION: blockedOutput(
      'The model stopped because the result came too close to existing work.',
    ),
    IMAGE_RECITATION: blockedOutput(
      'The model held its picture back because it came too close to existing work.',
    ),
    LANGUAGE: blockedOutput('The model does not support the language of this prompt.'),
    NO_IMAGE: noPicture('The model made no picture this time.'),
    IMAGE_OTHER: noPicture('The model failed to make a picture and gave no reason.'),
    OTHER: noPicture('The model stopped without a picture and gave no reason.'),
    STOP: noPicture('The model finished without a picture.'),
    MAX_TOKENS: noPicture('The model reached its length limit before a picture was made.'),
    FINISH_REASON_UNSPECIFIED: noPicture('The model answered with nothing at all.'),
  },
  httpStatus: {
    401: unauthorised,
    403: unauthorised,
    408: tooSlow,
    413: permanent(
      'model.request_too_large',
      'none',
    )('The pictures of this request are too large for the image model.'),
    429: transient('model.rate_limited', 'The image model gets too many requests.'),
    500: internalError,
    502: overloaded,
    503: overloaded,
    504: tooSlow,
  },
  refusal: {
    noCredit: permanent(
      'model.no_credit',
      'operator',
    )('The operator’s Gemini account has no credit left.'),
    spendingCap: permanent(
      'model.spending_cap',
      'operator',
    )('The operator’s Gemini account has reached its spending cap.'),
    billing: permanent(
      'model.billing',
      'operator',
    )('The billing of the operator’s Gemini account is not in order.'),
    location: permanent(
      'model.location',
      'operator',
    )('Google does not offer the image model in the place where the bot runs.'),
    project: permanent(
      'model.project',
      'operator',
    )('Google refuses the project of the bot’s key; the operator of this bot has to check it.'),
    unauthorised,
    unknownModel,
    picture: permanent(
      'model.picture_refused',
      'none',
    )('The image model cannot use a picture of this request.'),
    other: badRequest,
  },
  call: {
    unreachable: transient('model.unreachable', 'The image model could not be reached.'),
    // The person has waited long, so the person decides whether to wait, and pay, again.
    noAnswer: permanent('model.timeout', 'again')('The image model did not answer in time.'),
    quotaUsedUp: permanent(
      'model.quota',
      'operator',
    )('The bot has used up its quota for the image model.'),
    tooLarge: permanent(
      'model.unreadable_answer',
      'none',
    )('The image model sent an answer that is too large.'),
    garbage: permanent(
      'model.unreadable_answer',
      'again',
    )('The image model answered with something that cannot be read.'),
    badPicture: permanent(
      'model.unreadable_picture',
      'again',
    )('The model sent a picture that cannot be read.'),
    wordsOnly: permanent(
      'model.text_only',
      'prompt',
    )('The model answered in words instead of a picture.'),
  },
  own: {
    inputUnusable: permanent(
      'model.unreadable_input',
      'none',
    )('One of the pictures could not be prepared for the image model.'),
    tooManyPictures: permanent(
      'model.too_many_pictures',
      'none',
    )('These are more pictures than the image model takes.'),
    aborted: permanent(
      'model.aborted',
      'again',
    )('The generation was stopped before the picture was ready.'),
    modelGone: permanent(
      'model.gone',
      'again',
    )('The image model has not been working for a while, so I stopped waiting for it.'),
    interrupted: permanent(
      'model.interrupted',
      'again',
    )('I was interrupted again and again while making this picture, so I stopped trying.'),
    overBudget: permanent(
      'model.budget',
      'again',
    )('The budget for pictures is used up, so I did not ask the image model once more.'),
    restored: permanent(
      'model.restored',
      'again',
    )('This picture was not finished when the backup was made that I was restored from.'),
    defect: permanent('model.defect', 'again')('Something in me broke while making this picture.'),
  },
  /** By the code of the error that prevented storing a finished picture. */
  storing: {
    'storage.full': pictureNotStored('The picture was made, but the bot’s storage is full.'),
    'storage.read_only': pictureNotStored(
      'The picture was made, but the bot’s storage refuses it.',
    ),
    other: pictureNotStored('The picture was made, but the bot’s storage did not take it.'),
  },
} as const satisfies Record<string, Readonly<Record<string, FailureKind>>>;

/** The failure for the error code that storing a finished picture ended with. */
export function storingFailure(code: ErrorCode): FailureKind {
  return lookUp(GENERATION_FAILURES.storing, code) ?? GENERATION_FAILURES.storing.other;
}

/**
 * The failure for a block reason. For a value that the table does not have, the message names it.
 */
export function blockReasonFailure(value: string): FailureKind {
  return (
    lookUp(GENERATION_FAILURES.blockReason, value) ??
    blockedPrompt(`The model refused this request (reason: ${readable(value)}).`)
  );
}

/** The failure for a finish reason without a picture. */
export function finishReasonFailure(value = 'FINISH_REASON_UNSPECIFIED'): FailureKind {
  return (
    lookUp(GENERATION_FAILURES.finishReason, value) ??
    noPicture(`The model stopped without a picture (reason: ${readable(value)}).`)
  );
}

/** The failure for an HTTP status that means an error. */
export function httpStatusFailure(status: number): FailureKind {
  return (
    lookUp(GENERATION_FAILURES.httpStatus, String(status)) ??
    (status >= 500 ? internalError : badRequest)
  );
}

function lookUp(
  table: Readonly<Record<string, FailureKind>>,
  key: string,
): FailureKind | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** Valid reasons are short upper-case words. Anything else is not shown to the person. */
function readable(value: string): string {
  return /^[A-Z0-9_]{1,60}$/.test(value) ? value.toLowerCase().replaceAll('_', ' ') : 'unknown';
}

function permanent(
  code: ErrorCode,
  help: FailureKind['help'],
): (userMessage: string) => FailureKind {
  return (userMessage) => ({ code, help, isTransient: false, userMessage });
}

function pictureNotStored(userMessage: string): FailureKind {
  return permanent('storage.picture_not_stored', 'again')(userMessage);
}

function transient(code: ErrorCode, userMessage: string): FailureKind {
  return { code, help: 'again', isTransient: true, userMessage };
}
