import { GatewayIntentBits, GatewayOpcodes } from 'discord-api-types/v10';
import type { GatewayReceivePayload } from 'discord-api-types/v10';
import { WebSocket } from 'ws';

const INTENTS = GatewayIntentBits.Guilds | GatewayIntentBits.GuildMessages;

/** How long Discord gets to say hello, to acknowledge a heartbeat, and to begin a session. */
const PROTOCOL_TIMEOUT_MS = 20_000;

type Wanted<T> = (payload: GatewayReceivePayload) => T | undefined;

/** One gateway session on one WebSocket after another. It shows every payload as it came. */
export class GatewayClient {
  #socket: WebSocket | undefined;
  #heartbeats: NodeJS.Timeout | undefined;
  #sessionId = '';
  #resumeUrl = '';
  readonly #listeners = new Set<(payload: GatewayReceivePayload) => void>();
  readonly #failures = new Set<(error: Error) => void>();
  /** The number of the last event. */
  sequence = 0;
  /** The id of the bot. */
  botId = '';

  constructor(
    private readonly url: string,
    private readonly token: string,
    private readonly signal: AbortSignal,
  ) {}

  /** Begins a session. */
  async identify(): Promise<void> {
    await this.#open(this.url);
    const ready = this.next('READY', PROTOCOL_TIMEOUT_MS, (payload) =>
      payload.op === GatewayOpcodes.Dispatch && payload.t === 'READY' ? payload.d : undefined,
    );
    const properties = { os: process.platform, browser: 'probe', device: 'probe' };
    this.#send(GatewayOpcodes.Identify, { token: this.token, intents: INTENTS, properties });
    const { session_id: sessionId, resume_gateway_url: resumeUrl, user } = await ready;
    this.#sessionId = sessionId;
    this.#resumeUrl = resumeUrl;
    this.botId = user.id;
  }

  /** Loses the connection as a cable does: without a close frame, so that the session lives on. */
  drop(): void {
    clearInterval(this.#heartbeats);
    this.#socket?.removeAllListeners('close');
    this.#socket?.terminate();
  }

  /**
   * Resumes the session after an event, and returns what is replayed before RESUMED.
   *
   * @returns undefined where Discord does not resume the session
   */
  async resume(sequence: number): Promise<readonly GatewayReceivePayload[] | undefined> {
    await this.#open(this.#resumeUrl);
    const replayed: GatewayReceivePayload[] = [];
    const end = this.next('RESUMED', PROTOCOL_TIMEOUT_MS, (payload) => {
      if (payload.op === GatewayOpcodes.InvalidSession) return 'invalid';
      if (payload.op !== GatewayOpcodes.Dispatch) return undefined;
      if (payload.t === 'RESUMED') return 'resumed';
      replayed.push(payload);
      return undefined;
    });
    const resume = { token: this.token, session_id: this.#sessionId, seq: sequence };
    this.#send(GatewayOpcodes.Resume, resume);
    return (await end) === 'resumed' ? replayed : undefined;
  }

  /** Sends a heartbeat that acknowledges every event so far, and waits until it arrived. */
  async acknowledge(): Promise<void> {
    const acknowledged = this.next('the answer to a heartbeat', PROTOCOL_TIMEOUT_MS, ({ op }) =>
      op === GatewayOpcodes.HeartbeatAck ? true : undefined,
    );
    this.#send(GatewayOpcodes.Heartbeat, this.sequence);
    await acknowledged;
  }

  /** Waits for what a payload holds. Rejects after the time, and where the connection ends. */
  async next<T>(what: string, timeoutMs: number, wanted: Wanted<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const end = (settle: () => void): void => {
        clearTimeout(timer);
        this.signal.removeEventListener('abort', abort);
        this.#listeners.delete(listen);
        this.#failures.delete(fail);
        settle();
      };
      const fail = (error: Error): void => end(() => reject(error));
      const abort = (): void => fail(new Error(`${what} did not come before the end`));
      const timer = setTimeout(() => {
        fail(new Error(`${what} did not come within ${timeoutMs / 1000} s`));
      }, timeoutMs);
      const listen = (payload: GatewayReceivePayload): void => {
        const found = wanted(payload);
        if (found !== undefined) end(() => resolve(found));
      };
      this.signal.addEventListener('abort', abort);
      this.#listeners.add(listen);
      this.#failures.add(fail);
    });
  }

  /** Ends the session. */
  close(): void {
    clearInterval(this.#heartbeats);
    this.#socket?.removeAllListeners('close');
    this.#socket?.close(1000);
  }

  async #open(url: string): Promise<void> {
    const socket = new WebSocket(`${url}?v=10&encoding=json`);
    this.#socket = socket;
    const hello = this.next('HELLO', PROTOCOL_TIMEOUT_MS, (payload) =>
      payload.op === GatewayOpcodes.Hello ? payload.d.heartbeat_interval : undefined,
    );
    socket.on('message', (data: Buffer) => this.#receive(data.toString()));
    socket.on('error', (error) => this.#fail(error));
    socket.on('close', (code) => this.#fail(new Error(`Discord closed the gateway with ${code}`)));
    const intervalMs = await hello;
    const beat = (): void => this.#send(GatewayOpcodes.Heartbeat, this.sequence || null);
    this.#heartbeats = setInterval(beat, intervalMs);
  }

  #receive(text: string): void {
    const payload = JSON.parse(text) as GatewayReceivePayload;
    if (payload.op === GatewayOpcodes.Dispatch) this.sequence = payload.s;
    for (const listen of this.#listeners) listen(payload);
  }

  #fail(error: Error): void {
    for (const fail of this.#failures) fail(error);
  }

  #send(op: GatewayOpcodes, d: unknown): void {
    this.#socket?.send(JSON.stringify({ op, d }));
  }
}
