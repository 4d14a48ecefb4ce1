import type { InjectionToken } from 'tsyringe';

/** The connection of one shard to Discord. */
export interface ShardState {
  readonly shard: number;
  /** Whether it is connected and receives events. */
  readonly isConnected: boolean;
  /** The round trip of its last heartbeat; null before the first. */
  readonly pingMs: number | null;
  /** The number of servers that it serves. */
  readonly servers: number;
}

/** The state of the connection to Discord, for monitoring. */
export interface GatewayState {
  /** The shards that this process serves; none before it has connected. */
  readonly shards: readonly ShardState[];
  /** Whether every shard is connected and receives events. */
  readonly isConnected: boolean;
  /** Whether the process waits until it may serve; nothing is wrong with it then. */
  readonly isStandby: boolean;
  /**
   * Until when the bot waits with connecting because it may start too few more sessions, as a
   * timestamp; null: it does not wait.
   */
  readonly waitingUntilMs: number | null;
  /** Whether Discord refuses the message content intent, though it is asked for. */
  readonly isIntentRefused: boolean;
}

export const GATEWAY_STATE: InjectionToken<GatewayState> = Symbol('GatewayState');
