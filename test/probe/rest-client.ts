import type { APIMessage } from 'discord-api-types/v10';
import { z } from 'zod';

/** A request waits this long for its answer. */
const TIMEOUT_MS = 30_000;
/** The longest `retry_after` that a request of the program itself waits for. */
const MAX_WAIT_MS = 15_000;

const errorSchema = z.object({
  code: z.number().optional(),
  message: z.string().optional(),
  retry_after: z.number().optional(),
});

/** What was answered: the status, Discord's error code if any, and the body as it came. */
export interface Answer {
  readonly status: number;
  readonly code?: number;
  readonly retryAfterMs?: number;
  readonly body: unknown;
}

/** A file of a request. */
export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** An answer in a few words: `200`, or `429, code 30046`. */
export function inWords({ status, code }: Answer): string {
  return code === undefined || status < 400 ? String(status) : `${status}, code ${code}`;
}

function bodyOf(
  json: unknown,
  files: readonly NamedFile[],
): { body?: string | FormData; type?: string } {
  if (json === undefined) return {};
  if (files.length === 0) return { body: JSON.stringify(json), type: 'application/json' };
  const form = new FormData();
  form.append('payload_json', JSON.stringify(json));
  for (const [index, { name, bytes }] of files.entries())
    form.append(`files[${index}]`, new Blob([bytes], { type: 'image/png' }), name);
  return { body: form };
}

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // A proxy before Discord answers in HTML; the status says enough.
    return text;
  }
}

/** Discord's REST as it is: one request, one answer, whatever it is. */
export class RestClient {
  constructor(
    private readonly apiUrl: string,
    private readonly token: string,
    private readonly signal: AbortSignal,
    private readonly pause: (ms: number) => Promise<void>,
  ) {}

  /** Sends one request. Rejects only where there is no answer at all. */
  async ask(
    method: string,
    route: string,
    json?: unknown,
    files: readonly NamedFile[] = [],
  ): Promise<Answer> {
    const { body, type } = bodyOf(json, files);
    const response = await fetch(`${this.apiUrl}/v10${route}`, {
      method,
      headers: {
        authorization: `Bot ${this.token}`,
        'user-agent': 'DiscordBot (probe, 1)',
        ...(type === undefined ? {} : { 'content-type': type }),
      },
      ...(body === undefined ? {} : { body }),
      signal: AbortSignal.any([this.signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    const answered = parsed(await response.text());
    const error = errorSchema.safeParse(answered).data;
    return {
      status: response.status,
      ...(error?.code === undefined ? {} : { code: error.code }),
      ...(error?.retry_after === undefined ? {} : { retryAfterMs: error.retry_after * 1000 }),
      body: answered,
    };
  }

  /**
   * Sends a request that has to succeed, and waits out one ordinary rate limit. Rejects with what
   * was answered.
   */
  async must<Body = unknown>(
    method: string,
    route: string,
    json?: unknown,
    files: readonly NamedFile[] = [],
  ): Promise<Body> {
    let answer = await this.ask(method, route, json, files);
    const waitMs = answer.retryAfterMs;
    if (answer.status === 429 && waitMs !== undefined && waitMs <= MAX_WAIT_MS) {
      await this.pause(waitMs);
      answer = await this.ask(method, route, json, files);
    }
    if (answer.status >= 400)
      throw new Error(`${method} ${route} was answered with ${inWords(answer)}`);
    return answer.body as Body;
  }

  /** Posts a message, which has to succeed. */
  async post(channelId: string, message: unknown): Promise<APIMessage> {
    return this.must<APIMessage>('POST', `/channels/${channelId}/messages`, message);
  }
}
