import type { Client, Message, SendableChannels } from 'discord.js';

/**
 * Reads a message of a server again, because an event tells only part of it; null where the bot may
 * not read it.
 *
 * @throws what Discord answers.
 */
export async function readAgain(
  client: Client,
  channelId: string,
  messageId: string,
): Promise<Message<true> | null> {
  const channel = await client.channels.fetch(channelId);
  if (!channel?.isSendable() || !mayRead(channel)) return null;
  const message = await channel.messages.fetch({ message: messageId, cache: false });
  return message.inGuild() ? message : null;
}

function mayRead(channel: SendableChannels): boolean {
  if (channel.isDMBased()) return true;
  return channel.permissionsFor(channel.client.user)?.has('ReadMessageHistory') !== false;
}
