import type { InjectionToken } from 'tsyringe';

/** How the connection to Discord is, for those who watch the bot. */
export interface GatewayState {
  /** Whether every shard is connected and gets events. */
  readonly isConnected: boolean;
  /** Round trip of a heartbeat, the longest of all shards; null before the first. */
  readonly pingMs: number | null;
  /** How many servers the bot is in. */
  readonly servers: number;
}

export const GATEWAY_STATE: InjectionToken<GatewayState> = Symbol('GatewayState');
