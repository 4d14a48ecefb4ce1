import { DiscordAPIError, HTTPError, RateLimitError, RESTJSONErrorCodes } from 'discord.js';

import { AppError } from '../platform/app-error.js';
import { RateLimited } from '../platform/rate-limited.js';
import {
  CARD_OUT_OF_REACH,
  FORBIDDEN_HERE,
  NO_ANSWER,
  NOT_ACCEPTED,
  TOO_OFTEN,
} from './sentences.js';

/** Codes of https://discord.com/developers/docs/topics/opcodes-and-status-codes#json */
const TOKEN_DEAD: ReadonlySet<number | string> = new Set([
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.UnknownWebhook,
  RESTJSONErrorCodes.InvalidWebhookToken,
  RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged,
]);

const FORBIDDEN: ReadonlySet<number | string> = new Set([
  RESTJSONErrorCodes.MissingAccess,
  RESTJSONErrorCodes.MissingPermissions,
  RESTJSONErrorCodes.CannotReplyWithoutPermissionToReadMessageHistory,
]);

const OUT_OF_REACH: ReadonlySet<number | string> = new Set([
  RESTJSONErrorCodes.UnknownChannel,
  RESTJSONErrorCodes.UnknownGuild,
  RESTJSONErrorCodes.UnknownMessage,
  RESTJSONErrorCodes.CannotEditMessageAuthoredByAnotherUser,
  RESTJSONErrorCodes.CannotSendMessagesToThisUser,
  RESTJSONErrorCodes.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds,
  RESTJSONErrorCodes.InvalidActionOnArchivedThread,
  RESTJSONErrorCodes.ThreadLocked,
]);

/** The channel, server or message no longer exists. */
const GONE: ReadonlySet<number | string> = new Set([
  RESTJSONErrorCodes.UnknownChannel,
  RESTJSONErrorCodes.UnknownGuild,
  RESTJSONErrorCodes.UnknownMessage,
]);

/** Whether the error means that a message, or its channel, no longer exists. */
export function isGone({ cause }: AppError): boolean {
  return cause instanceof DiscordAPIError && GONE.has(cause.code);
}

/** Whether Discord refused a reply because the message that it answers no longer exists. */
export function isRequestGone({ cause }: AppError): boolean {
  return (
    cause instanceof DiscordAPIError &&
    JSON.stringify(cause.rawError).includes('MESSAGE_REFERENCE_UNKNOWN_MESSAGE')
  );
}

/** Whether an interaction's token cannot be used any more: it is expired or already used. */
export function isTokenDead(error: unknown): boolean {
  return error instanceof DiscordAPIError && TOKEN_DEAD.has(error.code);
}

/** Whether an interaction's token lives no longer, so that Discord tells nothing of its answer. */
export function isTokenOver(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.InvalidWebhookToken;
}

/**
 * Whether an interaction was answered already: by another process, or by a try whose
 * answer was lost.
 */
export function isAnswered(error: unknown): boolean {
  return (
    error instanceof DiscordAPIError &&
    error.code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged
  );
}

/** Translates an error of discord.js. An `AppError` is returned unchanged. */
export function toDiscordError(cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  if (cause instanceof DiscordAPIError && FORBIDDEN.has(cause.code)) {
    return new AppError({
      code: 'discord.undeliverable',
      retryable: false,
      userMessage: FORBIDDEN_HERE,
      cause,
    });
  }
  if (cause instanceof DiscordAPIError && OUT_OF_REACH.has(cause.code)) {
    return new AppError({
      code: 'discord.undeliverable',
      retryable: false,
      userMessage: CARD_OUT_OF_REACH,
      cause,
    });
  }
  if (cause instanceof DiscordAPIError) {
    return new AppError({
      code: 'discord.rejected',
      retryable: false,
      userMessage: NOT_ACCEPTED,
      cause,
    });
  }
  if (cause instanceof RateLimitError) {
    const waitMs = Math.max(cause.retryAfter, cause.timeToReset, 1);
    return new RateLimited('discord.rate_limited', TOO_OFTEN, waitMs, cause);
  }
  return new AppError({
    code: 'discord.unavailable',
    retryable: true,
    userMessage: NO_ANSWER,
    cause: cause instanceof HTTPError ? new Error(`HTTP ${cause.status}`, { cause }) : cause,
  });
}
