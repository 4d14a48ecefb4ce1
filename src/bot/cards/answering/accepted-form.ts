import { DiscordAPIError, RESTJSONErrorCodes } from 'discord.js';

import { AppError } from '../../../platform/app-error.js';
import type { Logger } from '../../../platform/logger.js';
import type { CardMessage } from '../../../views/card-message.js';
import { withoutParts, type CardPart } from '../../../views/reduced-card.js';

/** The part of a card that a refusal is about, by Discord's code. */
const REFUSED_PART: ReadonlyMap<number | string, CardPart> = new Map([
  [RESTJSONErrorCodes.MessageWasBlockedByAutomaticModeration, 'words'],
  [RESTJSONErrorCodes.TitleWasBlockedByAutomaticModeration, 'words'],
  [RESTJSONErrorCodes.ExplicitContentCannotBeSentToTheDesiredRecipient, 'picture'],
  [RESTJSONErrorCodes.RequestEntityTooLarge, 'picture'],
]);

const ALL_PARTS: readonly CardPart[] = ['words', 'picture'];

/**
 * Sends a card. When Discord refuses it, sends it again without the part that it refused; where it
 * does not say which, without all of them.
 *
 * @param send throws AppError `discord.*`.
 * @throws what `send` throws, when Discord refuses the card without any of these parts as well.
 */
export async function inAcceptedForm<T>(
  card: CardMessage,
  send: (form: CardMessage) => Promise<T>,
  logger: Logger,
): Promise<T> {
  const leftOut = new Set<CardPart>();
  for (;;) {
    try {
      return await send(leftOut.size === 0 ? card : withoutParts(card, leftOut));
    } catch (err) {
      if (!isRefusal(err) || leftOut.size === ALL_PARTS.length) throw err;
      for (const part of partsToLeaveOut(err, leftOut)) leftOut.add(part);
      logger.warn({ err, leftOut: [...leftOut] }, 'Discord refused a card');
    }
  }
}

function isRefusal(error: unknown): error is AppError {
  return error instanceof AppError && error.code === 'discord.rejected';
}

function partsToLeaveOut({ cause }: AppError, leftOut: ReadonlySet<CardPart>): readonly CardPart[] {
  const part = cause instanceof DiscordAPIError ? REFUSED_PART.get(cause.code) : undefined;
  return part === undefined || leftOut.has(part) ? ALL_PARTS : [part];
}
