import type { ChannelType } from 'discord-api-types/v10';

import { AppError } from '../../platform/app-error.js';
import { UNREAD_ENVIRONMENT } from './shards/unread-environment.js';

const TIMEOUT_MS = 10_000;

/** A channel of a server, and the bot's permissions in it. */
export interface ServerChannel {
  readonly name: string;
  readonly type: ChannelType;
  /** A bit field that includes the channel's permission overwrites. */
  readonly permissions: bigint;
}

/** Reads the bot's permissions in the channels of its servers, over REST only. */
export class ServerChannels {
  /** @param apiUrl REST base without version. */
  constructor(
    private readonly apiUrl: string,
    private readonly token: string,
  ) {}

  /**
   * All channels of a server, including those that the bot cannot view; no threads.
   *
   * @param botId the bot's user.
   * @throws AppError `discord.unavailable` when Discord gives no usable answer.
   */
  async of(guildId: string, botId: string): Promise<ServerChannel[]> {
    // Loading it takes half a second, and the other commands do not need it.
    const { Client } = await import('discord.js');
    const client = new Client({
      intents: [],
      ...UNREAD_ENVIRONMENT,
      rest: {
        api: this.apiUrl,
        timeout: TIMEOUT_MS,
        retries: 1,
        rejectOnRateLimit: ({ timeToReset }) => timeToReset > TIMEOUT_MS,
      },
    });
    client.rest.setToken(this.token);
    try {
      const guild = await client.guilds.fetch({ guild: guildId, withCounts: false });
      const member = await guild.members.fetch(botId);
      const channels = await guild.channels.fetch();
      return [...channels.values()].flatMap((channel) => {
        if (channel === null) return [];
        const { name, type } = channel;
        return { name, type, permissions: channel.permissionsFor(member).bitfield };
      });
    } catch (cause) {
      throw new AppError({
        code: 'discord.unavailable',
        retryable: true,
        userMessage: 'Discord did not tell what the bot may do in the channels of this server.',
        cause,
      });
    } finally {
      await client.destroy();
    }
  }
}
