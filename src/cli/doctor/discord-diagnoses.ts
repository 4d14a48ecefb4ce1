import { ApplicationFlags, ApplicationIntegrationType } from 'discord-api-types/v10';

import type { Clock } from '../../platform/clock.js';
import type { Config } from '../../config/config.js';
import type { Rights } from '../../config/rights.js';
import type { DiscordApplication, DiscordGuild, DiscordRest } from '../discord-rest.js';
import { missingPermissions } from '../../bot/needed-permissions.js';
import { channelDiagnoses } from './channel-diagnoses.js';
import { diagnose, failed, passed, type Diagnosis } from './diagnosis.js';
import type { ServerChannels } from '../../bot/gateway/server-channels.js';

/** Discord's ids hold its time, and cards say when; a few seconds do no harm. */
const MAX_CLOCK_DIFFERENCE_MS = 10_000;

/** Whom to ask. */
interface Discord {
  readonly rest: Pick<DiscordRest, 'application' | 'guilds'>;
  readonly channels: Pick<ServerChannels, 'of'>;
}

/** How Discord is reached, and what the bot may do there, as far as REST tells. */
export async function discordDiagnoses(
  { rest, channels }: Discord,
  { discord, rights }: Config,
  clock: Clock,
): Promise<Diagnosis[]> {
  return diagnose('Discord', async () => {
    const askedMs = clock.now();
    const { value: application, dateMs } = await rest.application();
    return [
      passed('Discord', `the token is that of ${application.name} (${application.id})`),
      ...(dateMs === null ? [] : [clockDiagnosis(dateMs, askedMs, clock.now())]),
      intentDiagnosis(application, discord.messageContentIntent),
      ...userInstallDiagnoses(application),
      ...publicDiagnoses(application, rights),
      ...(await diagnose('Servers', async () => {
        const guilds = await rest.guilds();
        const botId = application.bot?.id ?? application.id;
        const inChannels = await channelDiagnoses(guilds, botId, channels, clock);
        return [...serverDiagnoses(guilds), ...inChannels];
      })),
    ];
  });
}

/** @param dateMs Discord's time, to the second, at some moment between the other two. */
function clockDiagnosis(dateMs: number, askedMs: number, answeredMs: number): Diagnosis {
  const early = askedMs - 1000 - dateMs;
  const late = dateMs - answeredMs;
  const differenceMs = Math.max(0, early, late);
  if (differenceMs <= MAX_CLOCK_DIFFERENCE_MS) return passed('Clock', 'as Discord’s');
  const seconds = Math.round(differenceMs / 1000);
  const direction = early > 0 ? 'ahead of' : 'behind';
  return failed(
    'Clock',
    `${seconds} seconds ${direction} Discord’s. Let the system set its clock from the network (NTP).`,
  );
}

function intentDiagnosis({ flags }: DiscordApplication, isWanted: boolean): Diagnosis {
  const granted =
    ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited;
  if (!isWanted) return passed('Intents', 'no privileged intent is asked for');
  if ((flags & granted) !== 0) return passed('Intents', 'message content is granted');
  return failed(
    'Intents',
    'message content is not granted, so the bot works without it: it cannot read the pictures of messages that people reply to. Switch it on at https://discord.com/developers/applications (Bot, Message Content Intent), or set MESSAGE_CONTENT_INTENT=false; then start again.',
  );
}

/** Nothing is wrong without it; where Discord does not tell, nothing is said. */
function userInstallDiagnoses({
  integration_types_config: kinds,
}: DiscordApplication): Diagnosis[] {
  if (kinds === undefined) return [];
  const isOn = String(ApplicationIntegrationType.UserInstall) in kinds;
  return [
    passed(
      'User install',
      isOn
        ? 'people can take the commands along; nanobanana invite --user prints the link'
        : 'off, so the commands are only in servers with the bot and in direct messages to it. To let people take them anywhere, switch User Install on at https://discord.com/developers/applications (Installation)',
    ),
  ];
}

/** Anybody who finds a public bot can add it, and spends the money of whoever runs it. */
function publicDiagnoses(
  { bot_public: isPublic }: DiscordApplication,
  { allowedServers }: Rights,
): Diagnosis[] {
  if (isPublic === undefined) return [];
  if (!isPublic) return [passed('Public Bot', 'off, so only you can add the bot to servers')];
  if (allowedServers !== null)
    return [passed('Public Bot', 'on, and the bot stays only in the servers of ALLOWED_SERVERS')];
  return [
    failed(
      'Public Bot',
      'on, so anybody can add the bot to a server and make pictures that you pay for. Switch it off at https://discord.com/developers/applications (Bot, Public Bot; first set Install Link to None under Installation), or name your servers in ALLOWED_SERVERS.',
    ),
  ];
}

/**
 * What servers give, of which their channels can take away; {@link channelDiagnoses} tells that.
 */
function serverDiagnoses(guilds: readonly DiscordGuild[]): Diagnosis[] {
  if (guilds.length === 0) {
    const invite = 'Open the link that nanobanana invite prints.';
    return [failed('Servers', `the bot is in none yet. ${invite}`)];
  }
  return guilds.map(({ name, permissions }) => {
    const missing = missingPermissions(BigInt(permissions));
    if (missing.length === 0) return passed(`Server ${name}`, 'all permissions are there');
    const remedy = `Give them to the bot’s role, or open the link that nanobanana invite prints again.`;
    return failed(`Server ${name}`, `missing: ${missing.join(', ')}. ${remedy}`);
  });
}
