import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';

import { LRUCache } from 'lru-cache';

import { AppError } from '../../platform/app-error.js';
import type { ImageProcessor } from '../../imaging/image-processor.js';
import { requestOf } from './painter-request.js';

/** The body of a request; the bot sends at most three pictures of 7 MB in base64. */
const MAX_BODY_BYTES = 64 * 1024 * 1024;
/** More requests than somebody repeats in an afternoon. */
const MAX_REMEMBERED = 1_000;
/** Requests at the same time, including waiting ones; each holds its pictures in memory. */
const MAX_REQUESTS = 16;
/** The time limit for receiving a whole request. */
const REQUEST_TIMEOUT_MS = 30_000;

/** The card shows it with the picture. */
const WHAT_IT_IS =
  'Offline sketch, made on this machine; it knows only some English words. For pictures by Gemini, choose Gemini under “Model” in the panel and enter your key.';

const ROUTE = /^\/v1beta\/models\/[\w.%-]+:generateContent(?:\?|$)/;

/**
 * A model behind Gemini's `generateContent`, on loopback: one picture for one request, errors in
 * the format of Google's APIs. Asked the same again, it draws another picture, as Gemini does. It
 * replaces Gemini where `GOOGLE_GEMINI_BASE_URL` has its address.
 */
export class PainterServer {
  private activeRequests = 0;
  /** How often each request was asked before, by the hash of its body. */
  private readonly asked = new LRUCache<string, number>({ max: MAX_REMEMBERED });

  private constructor(
    private readonly server: Server,
    private readonly imaging: ImageProcessor,
  ) {}

  /** @param port on 127.0.0.1; a free one for 0. */
  static async start(imaging: ImageProcessor, port: number): Promise<PainterServer> {
    const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS });
    const painter = new PainterServer(server, imaging);
    server.on('request', (request, response) => void painter.handle(request, response));
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return painter;
  }

  /** For `GOOGLE_GEMINI_BASE_URL`. Throws once it has stopped. */
  get url(): string {
    const address = this.server.address();
    if (address === null || typeof address === 'string')
      throw new Error('The painter has stopped.');
    return `http://127.0.0.1:${address.port}`;
  }

  /** Closes every connection. */
  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    this.activeRequests += 1;
    try {
      if (request.method !== 'POST' || !ROUTE.test(request.url ?? ''))
        return refuse(response, 404, 'NOT_FOUND', 'Requested entity was not found.');
      // A page of another origin cannot send this type without permission (a CORS preflight).
      if (request.headers['content-type']?.startsWith('application/json') !== true)
        return refuse(response, 400, 'INVALID_ARGUMENT', 'The body has to be JSON.');
      if (this.activeRequests > MAX_REQUESTS)
        return refuse(response, 503, 'UNAVAILABLE', 'The model is overloaded.');
      const body = await bounded(request);
      if (body === null)
        return refuse(response, 413, 'INVALID_ARGUMENT', 'The request is too large.');
      send(response, 200, await this.drawn(body, gone.signal));
    } catch (error) {
      if (gone.signal.aborted) return;
      if (error instanceof AppError && !error.retryable)
        return refuse(response, 400, 'INVALID_ARGUMENT', error.userMessage);
      process.stderr.write(`A picture could not be drawn: ${String(error)}\n`);
      refuse(response, 500, 'INTERNAL', 'An internal error has occurred.');
    } finally {
      this.activeRequests -= 1;
    }
  }

  private async drawn(body: Buffer, signal: AbortSignal): Promise<object> {
    const drawing = await requestOf(body, this.imaging);
    const key = createHash('sha256').update(body).digest('base64');
    const variant = this.asked.get(key) ?? 0;
    this.asked.set(key, variant + 1);
    const { bytes, mediaType } = await this.imaging.draw({ ...drawing, variant }, signal);
    const picture = { inlineData: { mimeType: mediaType, data: bytes.toString('base64') } };
    const parts = [{ text: WHAT_IT_IS }, picture];
    return {
      candidates: [{ index: 0, content: { role: 'model', parts }, finishReason: 'STOP' }],
      modelVersion: 'offline-sketch',
    };
  }
}

async function bounded(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MAX_BODY_BYTES) return null;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function refuse(response: ServerResponse, code: number, status: string, message: string): void {
  send(response, code, { error: { code, message, status } });
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8' });
  response.end(JSON.stringify(body));
}
