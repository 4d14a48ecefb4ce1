import {
  DefaultRestOptions,
  GatewayIntentBits,
  Options,
  Partials,
  type CacheWithLimitsOptions,
  type WebSocketShard,
} from 'discord.js';
import { Client } from 'discordx';

import type { Config } from '../../config/config.js';
import type { Logger } from '../../platform/logger.js';
import type { CommentGuard } from '../guards/comment-guard.js';
import type { ErrorGuard } from '../guards/error-guard.js';
import type { MeasureGuard } from '../guards/measure-guard.js';
import type { RepetitionGuard } from '../guards/repetition-guard.js';
import type { RestoreViewGuard } from '../guards/restore-view-guard.js';
import type { RulesGuard } from '../guards/rules/rules-guard.js';
import type { TraceGuard } from '../guards/trace-guard.js';
import { visibleCardGuard } from '../guards/visible-card-guard.js';
import { answerEditedMentions } from './edited-mentions.js';
import type { InvalidRequests } from './invalid-requests.js';
import type { GatewayConnections } from './session/gateway-connections.js';
import { answerMeantComments } from './meant-comments.js';
import { editOldMessagesApart, isMessageEdit } from './old-edits.js';
import { leaveOtherServers } from './other-servers.js';
import { yieldToOthers } from './shards/answered-elsewhere.js';
import type { ServedShards } from './shards/served-shards.js';
import { requestsPerSecond } from './shards/rest-share.js';
import { UNREAD_ENVIRONMENT } from './shards/unread-environment.js';
import { limitedByBodySize } from './time-limits.js';
import { uploadInOnePiece } from './uploads.js';
import type { DeduplicationGuard } from '../guards/deduplication-guard.js';

const isBot = ({
  id,
  client,
}: {
  readonly id: string;
  readonly client: { user: { id: string } };
}) => id === client.user.id;

/**
 * What discord.js does not remember, so that memory does not grow with what people write: it comes
 * with the event that needs it, or is fetched. Servers, channels and roles stay, of which a new
 * session alone tells, and the bot itself, whose permissions are looked up.
 */
const NOT_REMEMBERED: CacheWithLimitsOptions = {
  GuildEmojiManager: 0,
  GuildMemberManager: { maxSize: 0, keepOverLimit: isBot },
  GuildScheduledEventManager: 0,
  GuildStickerManager: 0,
  MessageManager: 0,
  UserManager: { maxSize: 0, keepOverLimit: isBot },
  VoiceStateManager: 0,
};

/** The global guards that depend on something. */
export interface Guards {
  readonly comment: CommentGuard;
  readonly once: DeduplicationGuard;
  readonly error: ErrorGuard;
  readonly trace: TraceGuard;
  readonly measure: MeasureGuard;
  readonly repetition: RepetitionGuard;
  readonly restoreView: RestoreViewGuard;
  readonly rules: RulesGuard;
}

/** What the client sends and receives through. */
export interface DiscordTraffic {
  readonly connections: GatewayConnections;
  readonly invalidRequests: InvalidRequests;
  readonly served: ServedShards;
}

/**
 * The Discord client, not yet logged in: without the privileged message content intent unless it is
 * asked for, and with the global guards around every handler.
 */
export function createClient(
  { discord, rights }: Config,
  logger: Logger,
  { connections, invalidRequests, served }: DiscordTraffic,
  guards: Guards,
): Client {
  const client = new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.GuildMessageReactions,
      GatewayIntentBits.DirectMessages,
      ...(discord.messageContentIntent ? [GatewayIntentBits.MessageContent] : []),
    ],
    // Direct messages come from channels that a new session does not know.
    partials: [Partials.Channel],
    rest: {
      api: discord.apiUrl,
      // The first one is that of whoever answers at `apiUrl`.
      ...(discord.cdnOrigins[0] !== undefined && { cdn: discord.cdnOrigins[0] }),
      globalRequestsPerSecond: requestsPerSecond(discord),
      rejectOnRateLimit: isMessageEdit,
      ...limitedByBodySize(invalidRequests.counting(DefaultRestOptions.makeRequest)),
    },
    ws: connections.options,
    // Its shards are known before the login (shards/shard-duties.ts).
    ...UNREAD_ENVIRONMENT,
    makeCache: Options.cacheWithLimits(NOT_REMEMBERED),
    allowedMentions: { parse: [], repliedUser: true },
    guards: [
      guards.comment.guard,
      guards.once.guard,
      guards.error.guard,
      guards.trace.guard,
      guards.measure.around,
      guards.repetition.guard,
      visibleCardGuard,
      guards.restoreView.guard,
      guards.measure.restored,
      guards.rules.guard,
    ],
    silent: true,
    // Views render Discord's own JSON; renaming every key of every card again would
    // cost each click.
    jsonTransformer: (data: unknown) => data,
  });
  editOldMessagesApart(client.rest);
  uploadInOnePiece(client.rest);
  yieldToOthers(client.rest, served);
  skipOddPackets(client, logger);
  answerEditedMentions(client, logger);
  answerMeantComments(client, logger);
  leaveOtherServers(client, rights, logger);
  client.on('error', (err) => logger.error({ err }, 'Discord client failed'));
  client.on('warn', (warning) => logger.warn({ warning }, 'Discord client warns'));
  client.on('shardDisconnect', ({ code }, shard) => logger.warn({ code, shard }, 'Gateway closed'));
  client.on('shardResume', (shard) => logger.info({ shard }, 'Gateway resumed'));
  return client;
}

/** discord.js throws over events that miss something, which would end the process. */
function skipOddPackets({ ws }: Client, logger: Logger): void {
  const handlePacket = ws['handlePacket'].bind(ws);
  ws['handlePacket'] = (packet?: { readonly t?: unknown }, shard?: WebSocketShard) => {
    try {
      return handlePacket(packet, shard);
    } catch (err) {
      logger.warn({ event: packet?.t, err }, 'Odd packet skipped');
      return false;
    }
  };
}
