import { SimpleShardingStrategy, type WebSocketOptions } from 'discord.js';

/** What connects the client's shards. */
export type GatewayManager = Parameters<NonNullable<WebSocketOptions['buildStrategy']>>[0];

/** What happens when shards connect. */
export interface Connecting {
  /** Waits until so many sessions may be started. */
  readonly beforeStart: (shards: number) => Promise<void>;
  /** Called when Discord refuses the intents; connects again with fewer, or returns false. */
  readonly withoutIntent: () => Promise<boolean>;
}

/** The error of discord.js when the gateway closes with 4014 before a session has begun. */
const DISALLOWED = /disallowed intents/i;

/** Connects shards as discord.js does, but no more of them than Discord allows. */
export class GatewayStrategy extends SimpleShardingStrategy {
  private readonly firstStarts = new Set<number>();

  constructor(
    readonly owner: GatewayManager,
    private readonly connecting: Connecting,
  ) {
    super(owner);
  }

  /**
   * discord.js refuses to connect where fewer starts are left than there are shards, so this waits.
   */
  override async spawn(shardIds: number[]): Promise<void> {
    await this.connecting.beforeStart(shardIds.length);
    for (const id of shardIds) this.firstStarts.add(id);
    await super.spawn(shardIds);
  }

  override async connect(): Promise<void> {
    try {
      await super.connect();
    } catch (error) {
      const isRefused = error instanceof Error && DISALLOWED.test(error.message);
      if (!isRefused || !(await this.connecting.withoutIntent())) throw error;
    }
  }

  /** Whether a shard starts its first session since {@link spawn}, which waited for it. */
  isFirstStart(shardId: number): boolean {
    return this.firstStarts.delete(shardId);
  }

  /**
   * Resolves when Discord answers the start of a shard's session, by beginning it or by ending the
   * connection, or when `signal` aborts.
   */
  async startAnswered(shardId: number, signal: AbortSignal): Promise<void> {
    const shard = this.shard(shardId);
    if (shard === undefined) return;
    await new Promise<void>((resolve) => {
      const end = () => {
        shard.off('ready', end);
        shard.off('closed', end);
        signal.removeEventListener('abort', end);
        resolve();
      };
      shard.on('ready', end);
      shard.on('closed', end);
      signal.addEventListener('abort', end);
    });
  }

  /** The connection of a shard, if there is one. */
  shard(shardId: number) {
    return this['shards'].get(shardId);
  }
}
