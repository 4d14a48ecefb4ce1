import { randomBytes, timingSafeEqual } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

import fastify from 'fastify';
import type { FastifyInstance, FastifyReply } from 'fastify';

import type { ModelChoice } from './model-choice.js';
import { MODEL_ANSWERS } from './model-faults.js';
import type { ModelFault } from './model-faults.js';
import type { OfflinePainter } from './offline-painter.js';

/** The largest forwarded request: three pictures of 7 MB in base64, with room. */
const MAX_REQUEST_BYTES = 64 * 1024 * 1024;
/** The largest forwarded answer: a picture of 64 MiB in base64, with room. */
const MAX_ANSWER_BYTES = 96 * 1024 * 1024;
/** The additional time of a slow model. */
const SLOW_MS = 15_000;

const GOOGLE = 'https://generativelanguage.googleapis.com';
/** The path of a call, for example `gemini-nano-banana-2.1:generateContent`. */
const ROUTE = '/v1beta/models/:call(^[\\w.-]+:generateContent$)';

/** The targets of calls. */
export interface Upstreams {
  readonly painter: OfflinePainter;
  /** Gemini's address; Google's own by default. */
  readonly geminiUrl?: string | undefined;
}

/**
 * A proxy between the bot and its model, on loopback. It applies the active faults, or forwards the
 * call to Gemini or the offline painter. Only it knows the key for Gemini; the bot calls with
 * {@link apiKey}, which is valid only here.
 */
export class ModelProxy {
  /** The bot's `GOOGLE_API_KEY`. Other users of this machine cannot use the real one. */
  readonly apiKey = randomBytes(24).toString('base64url');
  /** The active faults. */
  readonly faults = new Set<ModelFault>();
  readonly #server: FastifyInstance;
  #url = '';

  private constructor(
    private readonly choice: ModelChoice,
    private readonly upstreams: Upstreams,
  ) {
    this.#server = fastify({ bodyLimit: MAX_REQUEST_BYTES, forceCloseConnections: true });
    this.#server.removeAllContentTypeParsers();
    this.#server.addContentTypeParser<Buffer>(
      'application/json',
      { parseAs: 'buffer' },
      async (_request: unknown, body: Buffer) => body,
    );
    this.#server.post<{ Body: Buffer; Params: { call: string } }>(ROUTE, (request, reply) =>
      this.#answer(request.params.call, request.body, request.headers['x-goog-api-key'], reply),
    );
  }

  /** Starts it on a free port. */
  static async start(choice: ModelChoice, upstreams: Upstreams): Promise<ModelProxy> {
    const proxy = new ModelProxy(choice, upstreams);
    proxy.#url = await proxy.#server.listen({ host: '127.0.0.1', port: 0 });
    return proxy;
  }

  /** The bot's `GOOGLE_GEMINI_BASE_URL`. */
  get url(): string {
    return this.#url;
  }

  /** Closes every connection. */
  async stop(): Promise<void> {
    await this.#server.close();
  }

  async #answer(call: string, body: Buffer, key: unknown, reply: FastifyReply): Promise<void> {
    if (typeof key !== 'string' || !isSame(key, this.apiKey)) {
      const error = { code: 401, message: 'Wrong key.', status: 'UNAUTHENTICATED' };
      return reply.code(401).send({ error });
    }
    const gone = new AbortController();
    reply.raw.on('close', () => gone.abort());
    try {
      if (this.faults.has('slowModel')) await delay(SLOW_MS, undefined, { signal: gone.signal });
      const fault = (['modelOverloaded', 'promptBlocked'] as const).find((name) =>
        this.faults.has(name),
      );
      if (fault !== undefined) return await this.#misbehave(fault, reply);
      const { status, text } = await this.#passOn(call, body, gone.signal);
      if (status === 200 && this.faults.has('outputBlocked'))
        return await this.#misbehave('outputBlocked', reply);
      await reply.code(status).type('application/json; charset=UTF-8').send(text);
    } catch {
      // The caller is gone, or the model cannot be reached. The error is not shown, because it may
      // contain the key.
      if (gone.signal.aborted) return;
      const message = 'The model could not be reached.';
      await reply.code(503).send({ error: { code: 503, message, status: 'UNAVAILABLE' } });
    }
  }

  async #misbehave(fault: keyof typeof MODEL_ANSWERS, reply: FastifyReply): Promise<void> {
    const { status, body } = MODEL_ANSWERS[fault];
    await reply.code(status).send(body);
  }

  async #passOn(
    call: string,
    body: Buffer,
    signal: AbortSignal,
  ): Promise<{ status: number; text: string }> {
    const { geminiKey } = this.choice;
    const { painter, geminiUrl = GOOGLE } = this.upstreams;
    const base = geminiKey === undefined ? await painter.url() : geminiUrl;
    const response = await fetch(`${base}/v1beta/models/${call}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(geminiKey === undefined ? {} : { 'x-goog-api-key': geminiKey }),
      },
      body: new Uint8Array(body),
      // A redirect would send the key to another server.
      redirect: 'error',
      signal,
    });
    const text = await bounded(response);
    const isQuoted = geminiKey !== undefined && text.includes(geminiKey);
    return {
      status: response.status,
      text: isQuoted ? text.replaceAll(geminiKey, '[key]') : text,
    };
  }
}

function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}

async function bounded(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) throw new RangeError('The answer is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
