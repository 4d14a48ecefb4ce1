import {
  ChannelType,
  Events,
  PermissionFlagsBits,
  type Client,
  type Guild,
  type GuildTextBasedChannel,
} from 'discord.js';

import type { Rights } from '../../config/rights.js';
import type { Logger } from '../../platform/logger.js';
import { toDiscordError } from '../discord-errors.js';
import { GOODBYE } from '../sentences.js';

const TO_WRITE = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessages;

/**
 * Leaves every server that whoever runs the bot has not named, as soon as it is in one: says why
 * first, where it may write. Without named servers it stays everywhere.
 */
export function leaveOtherServers(
  client: Client,
  { allowedServers }: Rights,
  logger: Logger,
): void {
  if (allowedServers === null) return;
  const leaveUnlessAllowed = (guild: Guild) => {
    if (!allowedServers.has(guild.id)) void leave(guild, logger);
  };
  client.on(Events.ClientReady, ({ guilds }) => {
    for (const guild of guilds.cache.values()) leaveUnlessAllowed(guild);
  });
  client.on(Events.GuildCreate, leaveUnlessAllowed);
}

async function leave(guild: Guild, logger: Logger): Promise<void> {
  const { id: guildId, client } = guild;
  try {
    await sayGoodbye(guild, logger);
    // By the route, since discord.js asks the guild that may be gone already.
    await client.rest.delete(`/users/@me/guilds/${guildId}`);
    logger.warn({ guildId }, 'Left a server that ALLOWED_SERVERS does not name');
  } catch (err) {
    logger.error({ guildId, err: toDiscordError(err) }, 'Could not leave a server');
  }
}

/** A repetition after a kill posts nothing within some minutes: Discord compares the nonce. */
async function sayGoodbye(guild: Guild, logger: Logger): Promise<void> {
  const once = { nonce: `left-${guild.id}`, enforceNonce: true };
  try {
    await channelToWriteIn(guild)?.send({ content: GOODBYE, ...once });
  } catch (err) {
    logger.info({ guildId: guild.id, err: toDiscordError(err) }, 'Could not say goodbye');
  }
}

/**
 * The channel for Discord's own messages, else the first one, as far as the bot may write there.
 */
function channelToWriteIn(guild: Guild): GuildTextBasedChannel | undefined {
  const texts = guild.channels.cache.filter((each) => each.type === ChannelType.GuildText);
  const all = [
    guild.systemChannel,
    ...[...texts.values()].toSorted((one, other) => one.position - other.position),
  ];
  return all
    .filter((each) => each !== null)
    .find((each) => {
      return each.permissionsFor(guild.client.user)?.has(TO_WRITE) === true;
    });
}
