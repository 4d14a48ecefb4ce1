import type { Message, TextBasedChannel } from 'discord.js';

import type { InteractionState } from '../../../interactions/interaction-state.js';
import { toDiscordError } from '../../discord-errors.js';
import { namedInteraction } from './named-interaction.js';

/** The most that Discord gives at once. */
const PAGE = 100;

/**
 * The card of an interaction whose row does not say which message it is; null where it was not
 * posted, or the bot may not look.
 *
 * @throws AppError `discord.*`, retryable
 */
export async function postedCard(
  channel: TextBasedChannel,
  { id, requestMessageId }: InteractionState,
): Promise<Message | null> {
  return ownMessageAbout(channel, id, { after: requestMessageId ?? '0' });
}

/**
 * The bot's own message about an interaction among the hundred that follow a message, or that are
 * the newest; null where there is none, or where the bot may not look.
 *
 * @throws AppError `discord.*`, retryable
 */
export async function ownMessageAbout(
  channel: TextBasedChannel,
  interactionId: string,
  { after, sinceMs = 0 }: { readonly after?: string; readonly sinceMs?: number } = {},
): Promise<Message | null> {
  try {
    const page = { limit: PAGE, cache: false, ...(after !== undefined && { after }) };
    const messages = await channel.messages.fetch(page);
    const found = messages.find(
      (message) =>
        message.author.id === message.client.user.id &&
        message.createdTimestamp >= sinceMs &&
        namedInteraction(message) === interactionId,
    );
    return found ?? null;
  } catch (cause) {
    const error = toDiscordError(cause);
    if (error.retryable) throw error;
    return null;
  }
}
