import type { Client, MessageEditOptions } from 'discord.js';

import { AppError } from '../../../platform/app-error.js';
import { toDiscordError } from '../../discord-errors.js';

/** Where a card is. */
export interface CardPlace {
  readonly channelId: string;
  readonly messageId: string;
}

/**
 * Edits a card as the bot, by its channel: the way that no token limits, whatever the card's age.
 *
 * @throws AppError `discord.undeliverable` or another `discord.*`
 */
export async function editCardAsBot(
  client: Client,
  { channelId, messageId }: CardPlace,
  payload: MessageEditOptions,
): Promise<void> {
  try {
    const channel = await client.channels.fetch(channelId);
    if (!channel?.isTextBased()) throw notAChannel();
    await channel.messages.edit(messageId, payload);
  } catch (error) {
    throw toDiscordError(error);
  }
}

function notAChannel(): AppError {
  return new AppError({
    code: 'discord.undeliverable',
    retryable: false,
    userMessage: 'The channel of this card is gone.',
  });
}
