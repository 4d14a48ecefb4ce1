import { GatewayCloseCodes } from 'discord.js';

import { AppError, type ErrorCode } from '../../platform/app-error.js';
import { toDiscordError } from '../discord-errors.js';

/** What whoever runs the bot is told, and whether a start can help. */
interface Reason {
  readonly code: ErrorCode;
  readonly userMessage: string;
}

const PORTAL = 'https://discord.com/developers/applications';

function wrong(userMessage: string): Reason {
  return { code: 'config.discord', userMessage };
}

/** https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway */
const REASONS: ReadonlyMap<number, Reason> = new Map<number, Reason>([
  [
    GatewayCloseCodes.AuthenticationFailed,
    wrong(
      'Discord no longer accepts DISCORD_TOKEN: it was reset. Put the new one into the configuration.',
    ),
  ],
  [
    GatewayCloseCodes.InvalidShard,
    wrong(
      'Discord does not know the shard that the bot asked for (code 4010). Starting again does not help: update the bot, and report it if that does not help either.',
    ),
  ],
  [
    GatewayCloseCodes.ShardingRequired,
    {
      code: 'discord.sharding_required',
      userMessage:
        'Discord demands more shards for the servers that the bot is in (code 4011). The next start asks Discord how many, and connects with them; where SHARD_COUNT is set, raise it for all processes first.',
    },
  ],
  [
    GatewayCloseCodes.InvalidAPIVersion,
    wrong('Discord no longer speaks the version of its gateway that the bot uses. Update the bot.'),
  ],
  [
    GatewayCloseCodes.InvalidIntents,
    wrong(
      'Discord does not know an intent that the bot asked for (code 4013). Starting again does not help: update the bot, and report it if that does not help either.',
    ),
  ],
  [
    GatewayCloseCodes.DisallowedIntents,
    wrong(
      `Discord does not grant an intent that the bot needs (code 4014). Check the bot at ${PORTAL}.`,
    ),
  ],
]);

/** Why the bot ends when the gateway has closed its connection for good. */
export function closeReason(closeCode: number): AppError {
  const { code, userMessage } =
    REASONS.get(closeCode) ??
    wrong(
      `Discord closed the connection for good (code ${closeCode}); check the bot at ${PORTAL}.`,
    );
  return new AppError({ code, retryable: code !== 'config.discord', userMessage });
}

/** The errors of discord.js when Discord refuses a login. */
const REFUSALS: readonly { readonly pattern: RegExp; readonly code: GatewayCloseCodes }[] = [
  { pattern: /^Invalid shard$/, code: GatewayCloseCodes.InvalidShard },
  { pattern: /^Sharding is required$/, code: GatewayCloseCodes.ShardingRequired },
  { pattern: /invalid API version$/, code: GatewayCloseCodes.InvalidAPIVersion },
  { pattern: /invalid intents$/, code: GatewayCloseCodes.InvalidIntents },
  { pattern: /disallowed intents$/, code: GatewayCloseCodes.DisallowedIntents },
];

/** Translates why a login failed, for whoever starts the bot. */
export function loginFailure(cause: unknown): AppError {
  const message = cause instanceof Error ? cause.message : '';
  const refusal = REFUSALS.find(({ pattern }) => pattern.test(message));
  if (refusal) return closeReason(refusal.code);
  if (/token|^401: Unauthorized$|^Authentication failed$/i.test(message)) {
    const userMessage = `Discord does not accept DISCORD_TOKEN. Copy the bot token again from ${PORTAL} (Bot, Reset Token).`;
    return new AppError({ code: 'config.discord', retryable: false, userMessage, cause });
  }
  return atStart(toDiscordError(cause));
}

/** For whoever starts the bot; the usual sentence is for people who click. */
function atStart(error: AppError): AppError {
  if (error.code !== 'discord.unavailable') return error;
  return new AppError({
    code: error.code,
    retryable: true,
    userMessage:
      'Discord cannot be reached from here. Check the network, the proxy and DISCORD_API_URL of this machine, see https://discordstatus.com, and start again.',
    cause: error.cause,
  });
}
