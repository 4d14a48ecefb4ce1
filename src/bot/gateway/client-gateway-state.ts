import { Status } from 'discord.js';
import { Client } from 'discordx';
import { injectable } from 'tsyringe';

import type { GatewayState } from '../../monitoring/gateway-state.js';
import { MessageContent } from './message-content.js';
import { SessionStarts } from './session/session-starts.js';

/** The state of the connection to Discord, from the client's shards. */
@injectable()
export class ClientGatewayState implements GatewayState {
  constructor(
    private readonly client: Client,
    private readonly starts: SessionStarts,
    private readonly messageContent: MessageContent,
  ) {}

  get isConnected(): boolean {
    const { shards } = this.client.ws;
    return shards.size > 0 && shards.every(({ status }) => status === Status.Ready);
  }

  get pingMs(): number | null {
    // discord.js returns -1 until the first heartbeat was answered.
    const pings = this.client.ws.shards.map(({ ping }) => ping).filter((ping) => ping >= 0);
    return pings.length === 0 ? null : Math.max(...pings);
  }

  get servers(): number {
    return this.client.guilds.cache.size;
  }

  get waitingUntilMs(): number | null {
    return this.starts.waitingUntilMs;
  }

  get isIntentRefused(): boolean {
    return this.messageContent.isRefused;
  }
}
