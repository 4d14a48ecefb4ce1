import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';

import { z } from 'zod';

import * as answers from './gemini-answers.js';
import type { GeminiAnswer } from './gemini-answers.js';
import { messageOf, type SentMessage, type SentPicture } from './gemini-messages.js';
import { content, GeminiSignatures } from './gemini-signatures.js';
import { photo } from './pictures.js';

/** One call of `generateContent` as it arrived. */
export interface GeminiRequest {
  readonly model: string;
  readonly apiKey: string | undefined;
  /** All text parts of its last message, one a line. */
  readonly prompt: string;
  /**
   * The inline pictures of its last message, in order; where it has none and goes on with a
   * conversation, those of the message before.
   */
  readonly pictures: readonly SentPicture[];
  /** The messages before the last one. */
  readonly earlier: readonly SentMessage[];
  readonly generationConfig: Record<string, unknown>;
  readonly body: Record<string, unknown>;
}

const REQUEST_BODY = z.looseObject({
  contents: z.array(content).min(1),
  generationConfig: z.record(z.string(), z.unknown()).default({}),
});

type RequestBody = z.infer<typeof REQUEST_BODY>;

/**
 * Makes the answer to one request; undefined for a picture. The signal aborts when the other side
 * gives up the request before it is answered.
 */
export type Responder = (
  request: GeminiRequest,
  hungUp: AbortSignal,
) => GeminiAnswer | undefined | Promise<GeminiAnswer>;

/**
 * Gemini's `generateContent` on loopback, and the description of every model. Requests take the
 * scripted answers in turn; when there are none left, each gets a picture that differs from the one
 * before. A conversation whose signatures are wrong takes none: it is refused.
 */
export class GeminiServer {
  /** Every request so far. */
  readonly requests: GeminiRequest[] = [];
  /** Those of Gemini 3, of which this server refuses wrong and missing ones. */
  readonly signatures = new GeminiSignatures();
  private readonly scripted: GeminiAnswer[] = [];
  private readonly waiting: { count: number; resolve: () => void }[] = [];
  private standing: Responder | undefined;
  private answers = 0;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<GeminiServer> {
    const server = createServer();
    const gemini = new GeminiServer(server);
    server.on('request', (request, response) => {
      gemini.handle(request, response).catch((error: unknown) => {
        response.destroy(error instanceof Error ? error : undefined);
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return gemini;
  }

  /** For `GOOGLE_GEMINI_BASE_URL`. */
  get url(): string {
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('the server has stopped');
    return `http://127.0.0.1:${address.port}`;
  }

  /** Answers for the next requests, in turn. */
  script(...next: readonly GeminiAnswer[]): void {
    this.scripted.push(...next);
  }

  /** The answer to every request without a script; undefined for pictures again. */
  always(answer: GeminiAnswer | Responder | undefined): void {
    this.standing = answer === undefined || typeof answer === 'function' ? answer : () => answer;
  }

  /** Forgets what it was asked, and all that was scripted. */
  forget(): void {
    this.requests.splice(0);
    this.scripted.splice(0);
    this.standing = undefined;
  }

  /** Fulfilled when so many requests have arrived since the start, or since `forget`. */
  async received(count: number): Promise<void> {
    if (this.requests.length >= count) return;
    await new Promise<void>((resolve) => this.waiting.push({ count, resolve }));
  }

  /** Drops every connection. */
  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const described = /^\/v1beta\/models\/([^/:?]+)$/.exec(request.url ?? '')?.[1];
    if (request.method === 'GET' && described !== undefined)
      return await send(response, this.scripted.shift() ?? description(described));
    const model = /^\/v1beta\/models\/([^/:?]+):generateContent$/.exec(request.url ?? '')?.[1];
    if (request.method !== 'POST' || model === undefined) {
      const missing = answers.httpError(404, 'NOT_FOUND', 'Requested entity was not found.');
      return await send(response, missing);
    }
    const hungUp = new AbortController();
    response.on('close', () => {
      if (!response.writableEnded) hungUp.abort();
    });
    const body = REQUEST_BODY.parse(await json(request));
    const asked = recorded(decodeURIComponent(model), request, body);
    this.requests.push(asked);
    for (const each of this.waiting.splice(0)) {
      if (this.requests.length >= each.count) each.resolve();
      else this.waiting.push(each);
    }
    const refusal = this.signatures.refusalOf(asked.model, body.contents);
    if (refusal !== null) return await send(response, refusal);
    this.answers += 1;
    const hue = (this.answers * 47) % 360;
    const answer = this.scripted.shift() ?? (await this.standing?.(asked, hungUp.signal));
    const sign = (each: GeminiAnswer) => this.signatures.signed(asked.model, each);
    await send(response, answer ?? (await defaultPicture(hue)), sign);
  }
}

function description(model: string): GeminiAnswer {
  const body = JSON.stringify({ name: `models/${model}` });
  return { kind: 'body', status: 200, contentType: 'application/json', body };
}

async function defaultPicture(hue: number): Promise<GeminiAnswer> {
  return answers.picture(await photo(128, 96).modulate({ hue }).png().toBuffer());
}

function recorded(model: string, request: IncomingMessage, body: RequestBody): GeminiRequest {
  const messages = body.contents.map(messageOf);
  const earlier = messages.slice(0, -1);
  const { text = '', pictures = [] } = messages.at(-1) ?? {};
  const key = request.headers['x-goog-api-key'];
  return {
    model,
    apiKey: typeof key === 'string' ? key : undefined,
    prompt: text,
    pictures: pictures.length > 0 ? pictures : (earlier.at(-1)?.pictures ?? []),
    earlier,
    generationConfig: body.generationConfig,
    body,
  };
}

async function send(
  response: ServerResponse,
  unsigned: GeminiAnswer,
  sign: (answer: GeminiAnswer) => GeminiAnswer = (same) => same,
): Promise<void> {
  const answer = sign(unsigned);
  switch (answer.kind) {
    case 'later':
      await answer.after;
      return await send(response, answer.answer, sign);
    case 'hang':
      return;
    case 'drip':
      return await drip(response, answer.of);
    case 'endless':
      response.writeHead(answer.status ?? 200, { 'content-type': 'application/json' });
      return await pour(response);
    case 'redirect':
      response.writeHead(307, { location: answer.to });
      response.end();
      return;
    case 'cut':
      if (answer.when === 'half way') {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1000 });
        await new Promise<void>((resolve) => response.write('{"candidates": [', () => resolve()));
      }
      response.destroy();
      return;
    case 'body':
      response.writeHead(answer.status, { ...answer.headers, 'content-type': answer.contentType });
      response.end(answer.body);
  }
}

/** More than the bot reads; a reader without a limit fails by the cut that follows. */
const POURED_MB = 150;

async function pour(response: ServerResponse): Promise<void> {
  const closed = once(response, 'close');
  for (let left = POURED_MB; left > 0 && !response.destroyed; left -= 1)
    if (!response.write(' '.repeat(1_000_000)))
      await Promise.race([new Promise((drained) => response.once('drain', drained)), closed]);
  response.destroy();
}

/** How often a dripping server sends a byte. */
const DRIP_MS = 20;

async function drip(response: ServerResponse, of: 'headers' | 'body'): Promise<void> {
  if (of === 'body') response.writeHead(200, { 'content-type': 'application/json' });
  else response.socket?.write('HTTP/1.1 200 OK\r\nx-slow: ');
  while (!response.destroyed && response.socket !== null) {
    if (of === 'body') response.write(' ');
    else response.socket.write('a');
    await setTimeout(DRIP_MS);
  }
}
