import { GatewayOpcodes } from 'discord-api-types/v10';
import type { WebSocket } from 'ws';
import type { Application } from '../world/entities.js';

/** The most events a session keeps for replay; one that missed more must start anew. */
const MAX_KEPT_EVENTS = 2000;

/** What a bot said of itself when it identified. */
export interface SessionIdentity {
  readonly id: string;
  readonly application: Application;
  readonly intents: number;
  readonly shard: readonly [index: number, count: number];
}

/** A gateway session: numbers its events, keeps them for replay, outlives its connections. */
export class GatewaySession {
  #sequence = 0;
  readonly #kept: string[] = [];
  #socket: WebSocket | undefined;
  #lostAtMs = 0;

  constructor(readonly identity: SessionIdentity) {}

  /** The connection it has now, if any. */
  get socket(): WebSocket | undefined {
    return this.#socket;
  }

  /** When its last connection was lost, on the sandbox's clock. */
  get lostAtMs(): number {
    return this.#lostAtMs;
  }

  /** Takes a connection. */
  attach(socket: WebSocket): void {
    this.#socket = socket;
  }

  /** Loses its connection; events are kept from here on. */
  detach(nowMs: number): void {
    this.#socket = undefined;
    this.#lostAtMs = nowMs;
  }

  /** Sends an event, or keeps it for replay while there is no connection. */
  dispatch(name: string, data: unknown): void {
    this.#sequence += 1;
    const event = { op: GatewayOpcodes.Dispatch, t: name, s: this.#sequence, d: data };
    const text = JSON.stringify(event);
    this.#kept.push(text);
    if (this.#kept.length > MAX_KEPT_EVENTS) {
      this.#kept.shift();
    }
    this.#socket?.send(text);
  }

  /** The events after a sequence number; none when some of them are not kept any more. */
  missedAfter(sequence: number): readonly string[] | undefined {
    const missed = this.#sequence - sequence;
    const isKnown = missed >= 0 && missed <= this.#kept.length;
    return isKnown ? this.#kept.slice(this.#kept.length - missed) : undefined;
  }

  /** Whether it is told of things in that guild, or of direct messages with none. */
  coversGuild(guildId: string | undefined): boolean {
    const [index, count] = this.identity.shard;
    return guildId === undefined
      ? index === 0
      : Number((BigInt(guildId) >> 22n) % BigInt(count)) === index;
  }
}
