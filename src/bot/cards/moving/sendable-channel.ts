import type { Client, SendableChannels } from 'discord.js';

import { AppError } from '../../../platform/app-error.js';
import { toDiscordError } from '../../discord-errors.js';
import { CANNOT_WRITE } from './sentences.js';

/**
 * A channel to post in, also where its server is another process's.
 *
 * @throws AppError `discord.*`
 */
export async function sendableChannel(
  client: Client,
  channelId: string,
): Promise<SendableChannels> {
  try {
    const channel = await client.channels.fetch(channelId, { allowUnknownGuild: true });
    if (channel?.isSendable()) return channel;
  } catch (cause) {
    throw toDiscordError(cause);
  }
  throw new AppError({
    code: 'discord.undeliverable',
    retryable: false,
    userMessage: CANNOT_WRITE,
  });
}
