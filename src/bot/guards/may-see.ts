import {
  ChannelType,
  PermissionFlagsBits,
  type BaseInteraction,
  type Channel,
  type GuildMember,
  type GuildTextBasedChannel,
  type User,
} from 'discord.js';

import type { InteractionState } from '../../interactions/interaction-state.js';
import { toDiscordError } from '../discord-errors.js';

const { ManageThreads, ReadMessageHistory, ViewChannel } = PermissionFlagsBits;

/** Who asks, and of which bot. */
export type Asking = Pick<BaseInteraction, 'client'> & { readonly user: Pick<User, 'id'> };

/**
 * Whether somebody may see an interaction: who asked for it, and whoever can read the channel that
 * its card lives in. Where the bot cannot tell, because the card is no message of the channel (a
 * private one) or the server is another process's, nobody else may.
 *
 * @throws AppError `discord.*` when Discord does not answer.
 */
export async function maySee(
  { user, client }: Asking,
  { userId, guildId, channelId, reach }: InteractionState,
): Promise<boolean> {
  if (userId === user.id) return true;
  if (reach === 'token') return false;
  const guild = guildId === null ? undefined : client.guilds.cache.get(guildId);
  if (guild === undefined || channelId === null) return false;
  try {
    const channel: Channel | null = await client.channels.fetch(channelId);
    if (channel === null || channel.isDMBased() || !channel.isTextBased()) return false;
    return await canRead(channel, await guild.members.fetch(user.id));
  } catch (cause) {
    const error = toDiscordError(cause);
    if (error.retryable) throw error;
    // The channel is gone, or the person is not in the server.
    return false;
  }
}

async function canRead(channel: GuildTextBasedChannel, member: GuildMember): Promise<boolean> {
  const permissions = channel.permissionsFor(member);
  if (!permissions.has([ViewChannel, ReadMessageHistory])) return false;
  const isPrivate = channel.isThread() && channel.type === ChannelType.PrivateThread;
  if (!isPrivate || permissions.has(ManageThreads)) return true;
  // It fails for who is no member.
  await channel.members.fetch(member.id);
  return true;
}
