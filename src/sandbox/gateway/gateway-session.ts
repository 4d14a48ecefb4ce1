import { EventEmitter, once } from 'node:events';
import { GatewayOpcodes } from 'discord-api-types/v10';
import type { WebSocket } from 'ws';
import type { Application } from '../world/entities.js';

/** The maximum of events for replay. A session that missed more cannot be resumed. */
const MAX_KEPT_EVENTS = 2000;

/** What a bot sent when it identified. */
export interface SessionIdentity {
  readonly id: string;
  readonly application: Application;
  readonly intents: number;
  readonly shard: readonly [index: number, count: number];
}

/**
 * A gateway session. It numbers its events, stores them for replay, and continues across
 * connections.
 */
export class GatewaySession {
  #sequence = 0;
  readonly #kept: { readonly sequence: number; readonly text: string }[] = [];
  #socket: WebSocket | undefined;
  #lostAtMs = 0;
  #acknowledged = 0;
  #forgottenUpTo = 0;
  readonly #beats = new EventEmitter<{ over: [] }>();

  /** Whether events are lost without a word: they only use up their numbers. */
  isLosing = false;

  constructor(readonly identity: SessionIdentity) {}

  /** Its current connection, if any. */
  get socket(): WebSocket | undefined {
    return this.#socket;
  }

  /** When its last connection was lost, on the sandbox's clock. */
  get lostAtMs(): number {
    return this.#lostAtMs;
  }

  /** Sets its connection. */
  attach(socket: WebSocket): void {
    this.#socket = socket;
  }

  /** Removes its connection; from now on, events are stored. */
  detach(nowMs: number): void {
    this.#socket = undefined;
    this.#lostAtMs = nowMs;
    this.#beats.emit('over');
  }

  /** Sends an event, or stores it for replay while there is no connection. */
  dispatch(name: string, data: unknown): void {
    this.#sequence += 1;
    if (this.isLosing) {
      return;
    }
    const event = { op: GatewayOpcodes.Dispatch, t: name, s: this.#sequence, d: data };
    const text = JSON.stringify(event);
    this.#kept.push({ sequence: this.#sequence, text });
    if (this.#kept.length > MAX_KEPT_EVENTS) {
      this.#forgottenUpTo = this.#kept.shift()?.sequence ?? 0;
    }
    this.#socket?.send(text);
  }

  /** Takes a heartbeat with the number of the last event that the bot received. */
  beat(sequence: number): void {
    this.#acknowledged = Math.max(this.#acknowledged, Math.min(sequence, this.#sequence));
    this.#beats.emit('over');
  }

  /** Resolves with the next heartbeat, or when the connection has ended. */
  async nextBeat(): Promise<void> {
    await once(this.#beats, 'over');
  }

  /**
   * The events after a sequence number; undefined if some of them are no longer stored.
   *
   * @param isLenient whether also those are among them that a heartbeat acknowledged.
   */
  missedAfter(sequence: number, isLenient: boolean): readonly string[] | undefined {
    const from = Math.max(sequence, isLenient ? 0 : this.#acknowledged);
    if (sequence > this.#sequence || from < this.#forgottenUpTo) {
      return undefined;
    }
    return this.#kept.filter((event) => event.sequence > from).map(({ text }) => text);
  }

  /** Whether it receives events of that guild; without a guild, of direct messages. */
  coversGuild(guildId: string | undefined): boolean {
    const [index, count] = this.identity.shard;
    return guildId === undefined
      ? index === 0
      : Number((BigInt(guildId) >> 22n) % BigInt(count)) === index;
  }
}
