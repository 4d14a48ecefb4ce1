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

/** What goes where Discord does not say what it refuses. */
const ALL_PARTS: readonly CardPart[] = ['words', 'picture'];

/**
 * Sends a card. When Discord refuses it, sends it again without the part that it refused; where
 * it does not say which, without all of them. When the line is too slow for its picture, sends
 * a smaller one.
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
      const parts = partsToLeaveOut(err, leftOut).filter((part) => !leftOut.has(part));
      if (parts.length === 0) throw err;
      for (const part of parts) leftOut.add(part);
      const what = parts.includes('size')
        ? 'The line did not carry a card'
        : 'Discord refused a card';
      logger.warn({ err, leftOut: [...leftOut] }, what);
    }
  }
}

/** The part that an error is about, and all of them where that did not help or is not known. */
function partsToLeaveOut(error: unknown, leftOut: ReadonlySet<CardPart>): readonly CardPart[] {
  if (!(error instanceof AppError)) return [];
  if (error.code === 'discord.upload_failed') return ['size'];
  if (error.code !== 'discord.rejected') return [];
  const { cause } = error;
  const part = cause instanceof DiscordAPIError ? REFUSED_PART.get(cause.code) : undefined;
  return part === undefined || leftOut.has(part) ? ALL_PARTS : [part];
}
