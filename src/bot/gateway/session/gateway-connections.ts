import {
  CloseCodes,
  GatewayCloseCodes,
  GatewayIntentBits,
  WebSocketShardDestroyRecovery,
  type WebSocketOptions,
} from 'discord.js';
import { inject, injectable } from 'tsyringe';

import { LOGGER, type Logger } from '../../../platform/logger.js';
import { retryUntilAborted } from '../../../platform/retry-until-aborted.js';
import { toDiscordError } from '../../discord-errors.js';
import { BUILD_THROTTLER, type BuildThrottler } from '../shards/identify-throttlers.js';
import { MessageContent } from '../message-content.js';
import { GatewayStrategy, type GatewayManager } from './gateway-strategy.js';
import { SessionStarts, type StartLimit } from './session-starts.js';

/**
 * The client's connections to the gateway. They start sessions only as Discord allows, do without
 * the message content intent where Discord takes it away, and can be closed so that their sessions
 * can be resumed.
 */
@injectable()
export class GatewayConnections {
  private strategy: GatewayStrategy | null = null;
  private reconnection: Promise<void> | null = null;

  constructor(
    private readonly starts: SessionStarts,
    private readonly messageContent: MessageContent,
    @inject(BUILD_THROTTLER) private readonly buildThrottler: BuildThrottler,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Options of the client. */
  readonly options: Partial<WebSocketOptions> = {
    buildStrategy: (manager) => {
      this.strategy = new GatewayStrategy(manager, {
        beforeStart: async (shards) => this.starts.wait(startLimit(manager), shards),
        withoutIntent: async () => this.reconnectWithoutMessageContent(manager),
      });
      return this.strategy;
    },
    buildIdentifyThrottler: async (manager) => {
      const { session_start_limit: limit } = await manager.fetchGatewayInformation();
      const throttler = this.buildThrottler(limit.max_concurrency, async (shardId, signal) =>
        this.strategy?.startAnswered(shardId, signal),
      );
      return {
        waitForIdentify: async (shardId, signal) => {
          if (this.strategy?.isFirstStart(shardId) !== true) {
            await this.waitForStart(manager, signal);
          }
          await throttler.waitForIdentify(shardId, signal);
        },
      };
    },
  };

  /**
   * Connects again without the message content intent if that is why Discord closed a connection.
   *
   * @returns whether all shards are connected again.
   * @throws an error of discord.js
   */
  async goOnAfter(closeCode: number): Promise<boolean> {
    if (closeCode !== (GatewayCloseCodes.DisallowedIntents as number)) return false;
    const manager = this.strategy?.owner;
    if (manager === undefined) return false;
    return this.reconnectWithoutMessageContent(manager);
  }

  /** Gives up the session of a shard and starts a new one, which tells what every channel is at. */
  async renew(shardId: number): Promise<void> {
    await this.strategy?.shard(shardId)?.destroy({
      code: CloseCodes.Normal,
      reason: 'Events are missing',
      recover: WebSocketShardDestroyRecovery.Reconnect,
    });
  }

  /**
   * Closes all connections. The client's own `destroy` closes with 1000, which would end the
   * sessions.
   */
  async close(): Promise<void> {
    await this.strategy?.destroy({ code: CloseCodes.Resuming });
  }

  /** Every shard is closed for the same reason, and all of them connect again together. */
  private async reconnectWithoutMessageContent(manager: GatewayManager): Promise<boolean> {
    if (this.messageContent.giveUp()) this.reconnection = withoutMessageContent(manager);
    if (this.reconnection === null) return false;
    await this.reconnection;
    this.reconnection = null;
    return true;
  }

  /** discord.js cannot stand an error here, so this waits until Discord answers. */
  private async waitForStart(manager: GatewayManager, signal: AbortSignal): Promise<void> {
    const ask = async () => startLimit(manager)().catch(rethrown);
    await this.starts.wait(async () => retryUntilAborted(ask, signal, this.logger), 1, signal);
  }
}

function startLimit(manager: GatewayManager): () => Promise<StartLimit> {
  return async () => (await manager.fetchGatewayInformation(true)).session_start_limit;
}

function rethrown(error: unknown): never {
  throw toDiscordError(error);
}

async function withoutMessageContent(manager: GatewayManager): Promise<void> {
  manager.options.intents &= ~GatewayIntentBits.MessageContent;
  await manager.connect();
}
