import { ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';

import type { Clock } from '../../platform/clock.js';
import type { DiscordGuild } from '../discord-rest.js';
import { missingPermissions } from '../../bot/needed-permissions.js';
import { diagnose, failed, passed, type Diagnosis } from './diagnosis.js';
import type { ServerChannel, ServerChannels } from '../../bot/gateway/server-channels.js';

/** Each server takes three requests, one after the other. */
const MAX_SERVERS = 25;
const MAX_TIME_MS = 60_000;
const MAX_LISTED = 10;

const REMEDY =
  'In Discord, open Edit Channel, Permissions, and allow that to the bot’s role; or deny it View Channel where it is not wanted.';

const { ViewChannel, Connect } = PermissionFlagsBits;

/** What a kind of channel takes beside what is needed everywhere. */
interface Kind {
  /** Without all of it the bot is kept out, and sees nothing. */
  readonly toBeIn: bigint;
  readonly notNeeded: string | null;
}

const CHAT: Kind = { toBeIn: ViewChannel, notNeeded: null };
/** Everything is written in posts, which are threads. */
const POSTS: Kind = { toBeIn: ViewChannel, notNeeded: 'Send Messages' };
/** Its chat has no threads, and is open to those only who may connect. */
const VOICE: Kind = { toBeIn: ViewChannel | Connect, notNeeded: 'Send Messages in Threads' };

/** The kinds of channels in which people can mention the bot. */
const KINDS: ReadonlyMap<ChannelType, Kind> = new Map([
  [ChannelType.GuildText, CHAT],
  [ChannelType.GuildAnnouncement, CHAT],
  [ChannelType.GuildForum, POSTS],
  [ChannelType.GuildMedia, POSTS],
  [ChannelType.GuildVoice, VOICE],
  [ChannelType.GuildStageVoice, VOICE],
]);

/**
 * In which channels of these servers the bot sees what is written and cannot answer it. Those that
 * it cannot view are nobody's mistake. Of many servers, and when Discord is slow, only the first
 * ones are looked at, and the others counted.
 *
 * @param botId the bot's user.
 */
export async function channelDiagnoses(
  guilds: readonly DiscordGuild[],
  botId: string,
  channels: Pick<ServerChannels, 'of'>,
  clock: Clock,
): Promise<Diagnosis[]> {
  const untilMs = clock.now() + MAX_TIME_MS;
  const found: Diagnosis[] = [];
  let looked = 0;
  for (const guild of guilds.slice(0, MAX_SERVERS)) {
    if (clock.now() >= untilMs) break;
    const what = `Channels of ${guild.name}`;
    const look = async () => [ofServer(what, guild, await channels.of(guild.id, botId))];
    found.push(...(await diagnose(what, look)));
    looked += 1;
  }
  const left = guilds.length - looked;
  if (left === 0) return found;
  return [
    ...found,
    passed('Channels', `only those of ${looked} servers were looked at, not of ${left} more`),
  ];
}

function ofServer(
  what: string,
  guild: DiscordGuild,
  channels: readonly ServerChannel[],
): Diagnosis {
  const ofWholeServer = missingPermissions(BigInt(guild.permissions));
  const silent = channels.flatMap((channel) => {
    const missing = missingIn(channel).filter((name) => !ofWholeServer.includes(name));
    return missing.length === 0 ? [] : [`#${channel.name} (${missing.join(', ')})`];
  });
  if (silent.length === 0 && ofWholeServer.length > 0)
    return passed(what, 'no channel takes a permission away');
  if (silent.length === 0) return passed(what, 'the bot can answer in all that it sees');
  const more = silent.length - MAX_LISTED;
  const listed = [...silent.slice(0, MAX_LISTED), ...(more > 0 ? [`… and ${more} more`] : [])];
  return failed(
    what,
    `the bot sees these, but something is missing: ${listed.join(', ')}. ${REMEDY}`,
  );
}

/** The names of what keeps the bot from answering there; none where it is kept out altogether. */
function missingIn({ type, permissions }: ServerChannel): string[] {
  const kind = KINDS.get(type);
  if (kind === undefined || (permissions & kind.toBeIn) !== kind.toBeIn) return [];
  return missingPermissions(permissions).filter((name) => name !== kind.notNeeded);
}
