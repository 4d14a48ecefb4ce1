import type { InjectionToken } from 'tsyringe';

/** The state of the connection to Discord, for monitoring. */
export interface GatewayState {
  /** Whether every shard is connected and receives events. */
  readonly isConnected: boolean;
  /** The longest heartbeat round trip of all shards; null before the first. */
  readonly pingMs: number | null;
  /** The number of servers that the bot is in. */
  readonly servers: number;
  /**
   * Until when the bot waits with connecting because it may start too few more sessions, as a
   * timestamp; null: it does not wait.
   */
  readonly waitingUntilMs: number | null;
  /** Whether Discord refuses the message content intent, though it is asked for. */
  readonly isIntentRefused: boolean;
}

export const GATEWAY_STATE: InjectionToken<GatewayState> = Symbol('GatewayState');
