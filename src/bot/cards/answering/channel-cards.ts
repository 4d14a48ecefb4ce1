import type { Client, Message, MessageEditOptions, TextBasedChannel } from 'discord.js';

import { AppError } from '../../../platform/app-error.js';
import { isGone, toDiscordError } from '../../discord-errors.js';
import { inOpenThread } from './open-thread.js';
import { CHANNEL_IS_GONE } from './sentences.js';

/** Where a card is. */
export interface CardPlace {
  readonly channelId: string;
  readonly messageId: string;
}

/**
 * Edits a card as the bot, by its channel: the way that no token limits, whatever the card's age.
 * An archived thread is opened.
 *
 * @throws AppError `discord.undeliverable` or another `discord.*`
 */
export async function editCardAsBot(
  client: Client,
  { channelId, messageId }: CardPlace,
  payload: MessageEditOptions,
): Promise<void> {
  try {
    const channel = await textChannel(client, channelId);
    await inOpenThread({ client, channelId }, () => channel.messages.edit(messageId, payload));
  } catch (error) {
    throw toDiscordError(error);
  }
}

/**
 * Deletes a card as the bot, by its channel. One that is gone already is fine.
 *
 * @throws AppError `discord.undeliverable` or another `discord.*`
 */
export async function deleteCardAsBot(
  client: Client,
  { channelId, messageId }: CardPlace,
): Promise<void> {
  try {
    const channel = await textChannel(client, channelId);
    await inOpenThread({ client, channelId }, () => channel.messages.delete(messageId));
  } catch (cause) {
    const error = toDiscordError(cause);
    if (!isGone(error)) throw error;
  }
}

/**
 * Reads a card as it is in Discord now.
 *
 * @throws AppError `discord.undeliverable`, or what Discord answers
 */
export async function readCardAsBot(
  client: Client,
  { channelId, messageId: message }: CardPlace,
): Promise<Message> {
  const channel = await textChannel(client, channelId);
  return channel.messages.fetch({ message, force: true, cache: false });
}

async function textChannel(client: Client, channelId: string): Promise<TextBasedChannel> {
  // Its server may be another process's.
  const channel = await client.channels.fetch(channelId, { allowUnknownGuild: true });
  if (!channel?.isTextBased()) throw notAChannel();
  return channel;
}

function notAChannel(): AppError {
  return new AppError({
    code: 'discord.undeliverable',
    retryable: false,
    userMessage: CHANNEL_IS_GONE,
  });
}
