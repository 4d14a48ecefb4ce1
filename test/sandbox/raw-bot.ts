import { GatewayIntentBits, GatewayOpcodes } from 'discord-api-types/v10';
import { WebSocket } from 'ws';
import type { Sandbox } from '../../src/sandbox/sandbox.js';
import { PayloadInbox } from './payload-inbox.js';

/** What a raw request was answered with. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

export const DEFAULT_INTENTS =
  GatewayIntentBits.Guilds | GatewayIntentBits.GuildMessages | GatewayIntentBits.DirectMessages;

/** A bot without a library: one WebSocket, so that tests see exactly what is on the wire. */
export class RawBot extends PayloadInbox {
  readonly closed: Promise<number>;

  private constructor(readonly socket: WebSocket) {
    super();
    socket.on('message', (data: Buffer) => this.add(data.toString()));
    this.closed = new Promise((resolve) => {
      socket.on('close', resolve);
    });
  }

  /** Opens a connection; nothing is sent yet. */
  static open(sandbox: Sandbox, query = '?v=10&encoding=json'): RawBot {
    return new RawBot(new WebSocket(`${sandbox.origin.replace('http', 'ws')}/gateway${query}`));
  }

  /** Opens a connection and identifies. */
  static async identified(sandbox: Sandbox, intents = DEFAULT_INTENTS): Promise<RawBot> {
    const bot = RawBot.open(sandbox);
    await bot.next(({ op }) => op === GatewayOpcodes.Hello);
    bot.send(GatewayOpcodes.Identify, { token: sandbox.token, intents, properties: {} });
    await bot.event('READY');
    return bot;
  }

  /** Opens a connection and asks to resume a session. */
  static async resuming(sandbox: Sandbox, sessionId: unknown, seq: number): Promise<RawBot> {
    const bot = RawBot.open(sandbox);
    await bot.next(({ op }) => op === GatewayOpcodes.Hello);
    bot.send(GatewayOpcodes.Resume, { token: sandbox.token, session_id: sessionId, seq });
    return bot;
  }

  send(op: number, d: unknown): void {
    this.socket.send(JSON.stringify({ op, d }));
  }
}

/** What a raw request carries. */
export interface RequestOptions {
  readonly json?: unknown;
  readonly text?: string;
  readonly form?: FormData;
  /** The bot's token unless told; none for `null`. */
  readonly token?: string | null;
}

/** Sends a request as the bot would, or without its token. */
export async function request(
  sandbox: Sandbox,
  method: string,
  path: string,
  options: RequestOptions = {},
): Promise<RawAnswer> {
  const { json, text, form, token = sandbox.token } = options;
  const isJson = json !== undefined || text !== undefined;
  const response = await fetch(`${sandbox.apiUrl}/v10${path}`, {
    method,
    headers: {
      ...(token === null ? {} : { authorization: `Bot ${token}` }),
      ...(isJson ? { 'content-type': 'application/json' } : {}),
    },
    ...(isJson ? { body: text ?? JSON.stringify(json) } : {}),
    ...(form === undefined ? {} : { body: form }),
  });
  const answer = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: answer === '' ? {} : (JSON.parse(answer) as Record<string, unknown>),
  };
}

/** A multipart body as discord.js makes it. */
export function multipart(payload: unknown, files: readonly (Uint8Array | string)[]): FormData {
  const form = new FormData();
  for (const [index, file] of files.entries()) {
    form.append(
      `files[${index}]`,
      new Blob([typeof file === 'string' ? file : new Uint8Array(file)]),
      `file-${index}.png`,
    );
  }
  form.append('payload_json', JSON.stringify(payload));
  return form;
}
