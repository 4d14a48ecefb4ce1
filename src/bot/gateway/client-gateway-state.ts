import { Status } from 'discord.js';
import { Client } from 'discordx';
import { injectable } from 'tsyringe';

import type { GatewayState, ShardState } from '../../monitoring/gateway-state.js';
import { MessageContent } from './message-content.js';
import { SessionStarts } from './session/session-starts.js';
import { Standby } from './standby.js';

/** The state of the connection to Discord, from the client's shards. */
@injectable()
export class ClientGatewayState implements GatewayState {
  constructor(
    private readonly client: Client,
    private readonly starts: SessionStarts,
    private readonly messageContent: MessageContent,
    private readonly standby: Standby,
  ) {}

  get shards(): readonly ShardState[] {
    const servers = new Map<number, number>();
    for (const { shardId } of this.client.guilds.cache.values())
      servers.set(shardId, (servers.get(shardId) ?? 0) + 1);
    return this.client.ws.shards.map(({ id, status, ping }) => ({
      shard: id,
      isConnected: status === Status.Ready,
      // discord.js says -1 until the first heartbeat was answered.
      pingMs: ping < 0 ? null : ping,
      servers: servers.get(id) ?? 0,
    }));
  }

  get isConnected(): boolean {
    const { shards } = this.client.ws;
    return shards.size > 0 && shards.every(({ status }) => status === Status.Ready);
  }

  get isStandby(): boolean {
    return this.standby.isStandingBy;
  }

  get waitingUntilMs(): number | null {
    return this.starts.waitingUntilMs;
  }

  get isIntentRefused(): boolean {
    return this.messageContent.isRefused;
  }
}
