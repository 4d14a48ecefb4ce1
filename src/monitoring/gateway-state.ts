import type { InjectionToken } from 'tsyringe';

/** The state of the connection to Discord, for monitoring. */
export interface GatewayState {
  /** Whether every shard is connected and receives events. */
  readonly isConnected: boolean;
  /** The longest heartbeat round trip of all shards; null before the first. */
  readonly pingMs: number | null;
  /** The number of servers that the bot is in. */
  readonly servers: number;
}

export const GATEWAY_STATE: InjectionToken<GatewayState> = Symbol('GatewayState');
