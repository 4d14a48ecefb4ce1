import {
  CloseCodes,
  GatewayCloseCodes,
  GatewayDispatchEvents,
  GatewayOpcodes,
  GatewayVersion,
  type GatewayDispatchPayload,
  type GatewayReceivePayload,
} from 'discord.js';
import { WebSocket } from 'ws';

import type { GatewaySession } from '../../../persistence/gateway-sessions.js';
import { isWorthKeeping } from './packets.js';

/** Discord replays in a second or two. */
const TIMEOUT_MS = 20_000;

/** Discord keeps its packets below; a sane bound for anything else. */
const MAX_PACKET_BYTES = 16 * 1024 * 1024;

/** More than this was missed in a few minutes only by a bot that has other troubles. */
const MAX_PACKETS = 10_000;

/**
 * A connection that resumes the session of a former process, only to be told what that one missed;
 * it stays connected, and goes on collecting, until it is closed.
 */
export class SessionReplay {
  /** Null once everything missed is here; else why it could not be had. Never rejects. */
  readonly missed: Promise<string | null>;
  private readonly socket: WebSocket | null;
  private readonly collected: GatewayDispatchPayload[] = [];
  private heartbeat: NodeJS.Timeout | undefined;
  /** What to do with the answers to heartbeats, which come in their order. */
  private readonly unanswered: (() => void)[] = [];
  private problem: string | null = null;
  private settle: (problem: string | null) => void = () => undefined;

  /** Connects at once. */
  constructor(
    readonly session: GatewaySession,
    private readonly token: string,
  ) {
    this.missed = new Promise((resolve) => {
      this.settle = resolve;
    });
    this.socket = this.connect();
  }

  /** What was collected so far, in its order: what {@link isWorthKeeping}. */
  get packets(): readonly GatewayDispatchPayload[] {
    return this.collected;
  }

  /** Why the replay is not whole, or no longer goes on; null: nothing is missing. */
  get failure(): string | null {
    return this.problem;
  }

  /**
   * Resolves when everything is here that Discord had told the session before the call, however much
   * of it is still on its way; or when that cannot be had any more.
   */
  async upToNow(): Promise<void> {
    await this.missed;
    if (this.problem !== null) return;
    const tooLong = setTimeout(() => this.fail('Discord did not answer in time'), TIMEOUT_MS);
    await new Promise<void>((answered) => this.sendHeartbeat(answered));
    clearTimeout(tooLong);
  }

  /** Ends the connection and, on Discord's side, the session. */
  close(): void {
    this.note('it was closed');
    this.socket?.close(CloseCodes.Normal);
  }

  private connect(): WebSocket | null {
    const { resumeUrl } = this.session;
    if (!URL.canParse(resumeUrl)) {
      this.fail('its address is damaged');
      return null;
    }
    const url = new URL(resumeUrl);
    url.searchParams.set('v', GatewayVersion);
    url.searchParams.set('encoding', 'json');
    const socket = new WebSocket(url, {
      handshakeTimeout: TIMEOUT_MS,
      maxPayload: MAX_PACKET_BYTES,
    });
    const tooLong = setTimeout(() => this.fail('Discord did not answer in time'), TIMEOUT_MS);
    void this.missed.then(() => clearTimeout(tooLong));
    socket.on('message', (data) => {
      try {
        // `ws` gives nothing else, unless it is asked to.
        if (Buffer.isBuffer(data)) this.receive(JSON.parse(data.toString()));
      } catch (error) {
        this.fail(`it cannot be read: ${String(error)}`);
      }
    });
    socket.on('error', ({ message }) => this.fail(message));
    socket.on('close', (code) => this.fail(GatewayCloseCodes[code] ?? `closed with ${code}`));
    return socket;
  }

  private receive(payload: GatewayReceivePayload): void {
    switch (payload.op) {
      case GatewayOpcodes.Hello:
        this.resume();
        this.beat(Math.random() * payload.d.heartbeat_interval, payload.d.heartbeat_interval);
        break;
      case GatewayOpcodes.Heartbeat:
        this.sendHeartbeat();
        break;
      case GatewayOpcodes.HeartbeatAck:
        this.unanswered.shift()?.();
        break;
      case GatewayOpcodes.InvalidSession:
        this.fail('Discord no longer knows the session');
        break;
      case GatewayOpcodes.Reconnect:
        this.fail('Discord asked to connect again');
        break;
      case GatewayOpcodes.Dispatch:
        this.collect(payload);
        break;
    }
  }

  private resume(): void {
    const { sessionId, sequence } = this.session;
    this.send(GatewayOpcodes.Resume, {
      token: this.token,
      session_id: sessionId,
      seq: sequence,
    });
  }

  private collect(packet: GatewayDispatchPayload): void {
    if (packet.t === GatewayDispatchEvents.Resumed) this.settle(this.problem);
    if (!isWorthKeeping(packet)) return;
    if (this.collected.length === MAX_PACKETS) this.fail('too much was missed');
    else this.collected.push(packet);
  }

  /** @param isAlive whether the beat before was answered. */
  private beat(waitMs: number, intervalMs: number, isAlive = () => true): void {
    this.heartbeat = setTimeout(() => {
      if (!isAlive()) return this.fail('the connection is dead');
      let isAnswered = false;
      this.sendHeartbeat(() => {
        isAnswered = true;
      });
      this.beat(intervalMs, intervalMs, () => isAnswered);
    }, waitMs);
  }

  /**
   * Tells the number that is stored, not the newest: if this process dies, the next one asks for all
   * again.
   *
   * @param answered called with the answer, which comes after everything that was sent before it.
   */
  private sendHeartbeat(answered: () => void = () => undefined): void {
    this.unanswered.push(answered);
    this.send(GatewayOpcodes.Heartbeat, this.session.sequence);
  }

  private send(op: GatewayOpcodes, d: unknown): void {
    this.socket?.send(JSON.stringify({ op, d }));
  }

  /** Gives up; on Discord's side the session can still be resumed. */
  private fail(problem: string): void {
    this.note(problem);
    this.socket?.terminate();
  }

  /** Only the first problem counts. */
  private note(problem: string): void {
    this.problem ??= problem;
    clearTimeout(this.heartbeat);
    this.settle(this.problem);
    for (const giveUp of this.unanswered.splice(0)) giveUp();
  }
}
