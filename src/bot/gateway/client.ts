import { GatewayIntentBits, Options, Partials } from 'discord.js';
import { Client } from 'discordx';

import type { Config } from '../../config/config.js';
import type { Logger } from '../../platform/logger.js';
import type { ErrorGuard } from '../guards/error-guard.js';
import type { MeasureGuard } from '../guards/measure-guard.js';
import type { RestoreViewGuard } from '../guards/restore-view-guard.js';
import type { GatewayConnections } from './session/gateway-connections.js';
import type { DeduplicationGuard } from '../guards/deduplication-guard.js';

/** The most messages of one channel that are remembered; only replies look at them. */
const CACHED_MESSAGES = 25;

/**
 * The Discord client, not yet logged in: without the privileged message content intent unless it is
 * asked for, and with the global guards around every handler.
 */
export function createClient(
  { discord }: Config,
  logger: Logger,
  connections: GatewayConnections,
  guards: {
    readonly once: DeduplicationGuard;
    readonly error: ErrorGuard;
    readonly measure: MeasureGuard;
    readonly restoreView: RestoreViewGuard;
  },
): Client {
  const client = new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      ...(discord.messageContentIntent ? [GatewayIntentBits.MessageContent] : []),
    ],
    // Direct messages come from channels that a new session does not know.
    partials: [Partials.Channel],
    rest: { api: discord.apiUrl },
    ws: { buildStrategy: connections.buildStrategy },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: CACHED_MESSAGES,
    }),
    allowedMentions: { parse: [], repliedUser: true },
    guards: [
      guards.once.guard,
      guards.error.guard,
      guards.measure.around,
      guards.restoreView.guard,
      guards.measure.restored,
    ],
    silent: true,
    // Views render Discord's own JSON; renaming every key of every card again would cost each click.
    jsonTransformer: (data: unknown) => data,
  });
  client.on('error', (err) => logger.error({ err }, 'Discord client failed'));
  client.on('warn', (warning) => logger.warn({ warning }, 'Discord client warns'));
  client.on('shardDisconnect', ({ code }, shard) => logger.warn({ code, shard }, 'Gateway closed'));
  client.on('shardResume', (shard) => logger.info({ shard }, 'Gateway resumed'));
  return client;
}
