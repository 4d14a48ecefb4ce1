import { ShardClientUtil, type Client } from 'discord.js';
import { inject, injectable, type InjectionToken } from 'tsyringe';

import { allShards, type Shards } from '../../../config/shards.js';
import { IS_ONLY_PROCESS } from '../../../persistence/only-process.js';
import type { OwnCards } from '../../../persistence/own-cards.js';

/** The shards that the configuration names; null: all that Discord recommends. */
export const CONFIGURED_SHARDS: InjectionToken<Shards | null> = Symbol('ConfiguredShards');

/** The shards of the gateway that this process serves, and so whose cards are its own. */
@injectable()
export class ServedShards implements OwnCards {
  /** Whether another process hears the same events, because one takes over from the other. */
  hasCompany = false;
  private served: Shards | null = null;

  constructor(
    @inject(CONFIGURED_SHARDS) readonly configured: Shards | null,
    @inject(IS_ONLY_PROCESS) readonly isOnlyProcess: boolean,
  ) {}

  /** Null until they are known, and after they were lost. */
  get current(): Shards | null {
    return this.served;
  }

  /** This process serves these shards from now on. */
  serve(shards: Shards): void {
    this.served = shards;
  }

  /** Another process serves them from now on. */
  lose(): void {
    this.served = null;
  }

  has(shardId: number): boolean {
    return this.served?.ids.includes(shardId) ?? false;
  }

  isOwn(guildId: string | null): boolean {
    if (this.served === null) return false;
    return this.has(shardOf(guildId, this.served.count));
  }
}

/**
 * The shard that a server's events come from; direct messages, without a server, from the first.
 */
export function shardOf(guildId: string | null, count: number): number {
  return guildId === null ? 0 : ShardClientUtil.shardIdForGuildId(guildId, count);
}

/** The shards that a client connects with; all, until it is told. */
export function shardsOf({ options }: Client): Shards {
  const { shards: ids, shardCount: count = 1 } = options;
  return Array.isArray(ids) ? { ids, count } : allShards(count);
}

/** Whether a client receives the events of a server, or of direct messages (null). */
export function serves(client: Client, guildId: string | null): boolean {
  const { ids, count } = shardsOf(client);
  return ids.includes(shardOf(guildId, count));
}

/** A client connects with these shards when it logs in. */
export function connectWith({ options }: Client, { ids, count }: Shards): void {
  options.shards = [...ids];
  options.shardCount = count;
}
