import { GatewayCloseCodes, GatewayOpcodes } from 'discord-api-types/v10';
import type { RawData, WebSocket } from 'ws';
import { z } from 'zod';
import { parseExactly } from '../exact-json.js';

/** How often a bot must send a heartbeat. */
export const HEARTBEAT_INTERVAL_MS = 41_250;
/** The maximum of one payload, and of payloads per minute (Discord reference, "Rate Limiting"). */
const MAX_PAYLOAD_BYTES = 4096;
const MAX_PAYLOADS_A_MINUTE = 120;

const payloadSchema = z.object({ op: z.int(), d: z.unknown().optional() });
const opcodeSchema = z.enum(GatewayOpcodes);
/** The payload that starts a session. */
export const identifySchema = z.object({
  token: z.string(),
  intents: z.unknown(),
  properties: z.record(z.string(), z.unknown()),
  shard: z.tuple([z.int().min(0), z.int().min(1)]).optional(),
});
/** The payload that resumes a session. */
export const resumeSchema = z.object({
  token: z.string(),
  session_id: z.string(),
  seq: z.int().min(0),
});

/** The callbacks of a connection to the gateway. */
export interface ConnectionHandler {
  identify(connection: GatewayConnection, data: z.output<typeof identifySchema>): void;
  resume(connection: GatewayConnection, data: z.output<typeof resumeSchema>): void;
  requestMembers(connection: GatewayConnection, data: unknown): void;
}

/** One WebSocket of a bot. It implements the protocol's opcodes and Discord's close codes. */
export class GatewayConnection {
  #heartbeatTimer: NodeJS.Timeout | undefined;
  #payloadTimes: number[] = [];
  /** Whether a session was started or resumed on it. */
  isIdentified = false;
  /** Called with the number that a heartbeat carries. */
  onHeartbeat: (sequence: number) => void = () => undefined;

  constructor(
    readonly socket: WebSocket,
    private readonly handler: ConnectionHandler,
  ) {}

  /** Sends HELLO and starts listening. */
  start(): void {
    this.socket.on('message', (data: RawData) => this.#receive(data));
    this.socket.on('close', () => clearTimeout(this.#heartbeatTimer));
    this.#expectHeartbeat();
    this.send(GatewayOpcodes.Hello, { heartbeat_interval: HEARTBEAT_INTERVAL_MS });
  }

  /** Sends a payload that is not an event. */
  send(op: GatewayOpcodes, data: unknown): void {
    this.socket.send(JSON.stringify({ op, d: data, s: null, t: null }));
  }

  /** Closes the connection with one of Discord's codes. */
  close(code: GatewayCloseCodes, reason: string): void {
    this.socket.close(code, reason);
  }

  /** Uses real time, so that advancing the sandbox's clock does not count as a missed heartbeat. */
  #expectHeartbeat(): void {
    clearTimeout(this.#heartbeatTimer);
    this.#heartbeatTimer = setTimeout(() => {
      this.close(GatewayCloseCodes.SessionTimedOut, 'Session timed out.');
    }, HEARTBEAT_INTERVAL_MS * 1.5);
  }

  #isTooFast(): boolean {
    const now = Date.now();
    this.#payloadTimes = this.#payloadTimes.filter((time) => now - time < 60_000);
    this.#payloadTimes.push(now);
    return this.#payloadTimes.length > MAX_PAYLOADS_A_MINUTE;
  }

  #receive(raw: RawData): void {
    const text = Buffer.isBuffer(raw)
      ? raw
      : Buffer.concat([raw].flat().map((part) => new Uint8Array(part)));
    if (this.#isTooFast()) {
      this.close(GatewayCloseCodes.RateLimited, 'You are being rate limited.');
      return;
    }
    let json: unknown;
    try {
      json = text.length > MAX_PAYLOAD_BYTES ? undefined : parseExactly(text.toString());
    } catch {
      json = undefined;
    }
    const payload = payloadSchema.safeParse(json);
    if (!payload.success) {
      this.close(GatewayCloseCodes.DecodeError, 'Error while decoding payload.');
      return;
    }
    const op = opcodeSchema.safeParse(payload.data.op);
    if (op.success) {
      this.#handle(op.data, payload.data.d);
    } else {
      this.close(GatewayCloseCodes.UnknownOpcode, 'Unknown opcode.');
    }
  }

  #handle(op: GatewayOpcodes, data: unknown): void {
    switch (op) {
      case GatewayOpcodes.Heartbeat:
        this.#expectHeartbeat();
        this.onHeartbeat(typeof data === 'number' ? data : 0);
        this.send(GatewayOpcodes.HeartbeatAck, null);
        return;
      case GatewayOpcodes.Identify:
      case GatewayOpcodes.Resume:
        this.#begin(op, data);
        return;
      case GatewayOpcodes.PresenceUpdate:
      case GatewayOpcodes.VoiceStateUpdate:
      case GatewayOpcodes.RequestGuildMembers:
        if (!this.isIdentified) {
          this.close(GatewayCloseCodes.NotAuthenticated, 'Not authenticated.');
        } else if (op === GatewayOpcodes.RequestGuildMembers) {
          this.handler.requestMembers(this, data);
        }
        return;
      default:
        this.close(GatewayCloseCodes.UnknownOpcode, 'Unknown opcode.');
    }
  }

  #begin(op: GatewayOpcodes.Identify | GatewayOpcodes.Resume, data: unknown): void {
    if (this.isIdentified) {
      this.close(GatewayCloseCodes.AlreadyAuthenticated, 'Already authenticated.');
      return;
    }
    const identify = identifySchema.safeParse(data);
    const resume = resumeSchema.safeParse(data);
    if (op === GatewayOpcodes.Identify && identify.success) {
      this.handler.identify(this, identify.data);
    } else if (op === GatewayOpcodes.Resume && resume.success) {
      this.handler.resume(this, resume.data);
    } else {
      this.close(GatewayCloseCodes.DecodeError, 'Error while decoding payload.');
    }
  }
}
