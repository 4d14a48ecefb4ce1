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
import { isReadable, isRelevant } from './packets.js';

/** Discord replays within a second or two. */
const TIMEOUT_MS = 20_000;

/** Discord's packets are smaller; this limits anything else. */
const MAX_PACKET_BYTES = 16 * 1024 * 1024;

/** A bot that missed more than this in a few minutes has other problems. */
const MAX_PACKETS = 10_000;

/**
 * A connection that resumes the session of a former process to receive the events that it missed.
 * It keeps collecting events until it is closed.
 */
export class SessionReplay {
  /** Null when all missed events have arrived; else the reason why they did not. Never rejects. */
  readonly missed: Promise<string | null>;
  private readonly socket: WebSocket | null;
  private readonly collected: GatewayDispatchPayload[] = [];
  private heartbeat: NodeJS.Timeout | undefined;
  /** Callbacks for the acknowledgements of heartbeats, which arrive in order. */
  private readonly pendingAcks: (() => void)[] = [];
  private problem: string | null = null;
  private lastSequence: number;
  private skipped = false;
  private settle: (problem: string | null) => void = () => undefined;

  /** Connects at once. */
  constructor(
    readonly session: GatewaySession,
    private readonly token: string,
  ) {
    this.missed = new Promise((resolve) => {
      this.settle = resolve;
    });
    this.lastSequence = session.sequence;
    this.socket = this.connect();
  }

  /** The collected events in order, only those that are {@link isRelevant}. */
  get packets(): readonly GatewayDispatchPayload[] {
    return this.collected;
  }

  /** Why the replay is incomplete or has stopped; null: nothing is missing. */
  get failure(): string | null {
    return this.problem;
  }

  /** Whether Discord left out events: their numbers are missing. */
  get hasSkipped(): boolean {
    return this.skipped;
  }

  /**
   * Resolves when all events that Discord sent to the session before this call have arrived, or
   * when the replay has failed.
   */
  async waitUntilCurrent(): Promise<void> {
    await this.missed;
    if (this.problem !== null) return;
    const timeout = setTimeout(() => this.fail('Discord did not answer in time'), TIMEOUT_MS);
    await new Promise<void>((answered) => this.sendHeartbeat(answered));
    clearTimeout(timeout);
  }

  /** Closes the connection and ends the session on Discord's side. */
  close(): void {
    this.setProblem('it was closed');
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
    const timeout = setTimeout(() => this.fail('Discord did not answer in time'), TIMEOUT_MS);
    void this.missed.then(() => clearTimeout(timeout));
    socket.on('message', (data) => {
      try {
        // By default, `ws` passes only buffers.
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
        this.scheduleHeartbeat(
          Math.random() * payload.d.heartbeat_interval,
          payload.d.heartbeat_interval,
        );
        break;
      case GatewayOpcodes.Heartbeat:
        this.sendHeartbeat();
        break;
      case GatewayOpcodes.HeartbeatAck:
        this.pendingAcks.shift()?.();
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
    this.skipped ||= packet.s > this.lastSequence + 1;
    this.lastSequence = Math.max(this.lastSequence, packet.s);
    if (packet.t === GatewayDispatchEvents.Resumed) this.settle(this.problem);
    if (!isReadable(packet) || !isRelevant(packet)) return;
    if (this.collected.length === MAX_PACKETS) this.fail('too much was missed');
    else this.collected.push(packet);
  }

  /** @param isAlive whether the previous heartbeat was acknowledged. */
  private scheduleHeartbeat(waitMs: number, intervalMs: number, isAlive = () => true): void {
    this.heartbeat = setTimeout(() => {
      if (!isAlive()) return this.fail('the connection is dead');
      let isAnswered = false;
      this.sendHeartbeat(() => {
        isAnswered = true;
      });
      this.scheduleHeartbeat(intervalMs, intervalMs, () => isAnswered);
    }, waitMs);
  }

  /**
   * Sends the stored sequence number, not the newest. If this process dies, the next one gets all
   * events again.
   *
   * @param answered called with the acknowledgement, which arrives after everything that was sent
   * before it.
   */
  private sendHeartbeat(answered: () => void = () => undefined): void {
    this.pendingAcks.push(answered);
    this.send(GatewayOpcodes.Heartbeat, this.session.sequence);
  }

  private send(op: GatewayOpcodes, d: unknown): void {
    this.socket?.send(JSON.stringify({ op, d }));
  }

  /** Stops the replay. On Discord's side, the session can still be resumed. */
  private fail(problem: string): void {
    this.setProblem(problem);
    this.socket?.terminate();
  }

  /** Only the first problem is kept. */
  private setProblem(problem: string): void {
    this.problem ??= problem;
    clearTimeout(this.heartbeat);
    this.settle(this.problem);
    for (const release of this.pendingAcks.splice(0)) release();
  }
}
