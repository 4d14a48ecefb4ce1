import type { FastifyInstance } from 'fastify';
import type { SandboxClock } from '../clock.js';

const WINDOW_MS = 10 * 60 * 1000;

/**
 * https://discord.com/developers/docs/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans
 */
const INVALID = new Set([401, 403, 429]);

/** Counts a bot's invalid requests. With too many of them, its address is banned for a while. */
export class InvalidRequests {
  /** How many are allowed in ten minutes. */
  limit = 10_000;
  #count = 0;
  #resetAtMs = 0;

  constructor(private readonly clock: SandboxClock) {}

  /** How many there were in the present ten minutes. */
  get count(): number {
    return this.clock.now() < this.#resetAtMs ? this.#count : 0;
  }

  get isBanned(): boolean {
    return this.count >= this.limit;
  }

  get resetAfterMs(): number {
    return Math.max(0, this.#resetAtMs - this.clock.now());
  }

  /** Counts an answer, if it is one to an invalid request. */
  answered(status: number, scope: unknown): void {
    // A limit that is shared with others is not the bot's fault.
    if (!INVALID.has(status) || scope === 'shared') {
      return;
    }
    if (this.clock.now() >= this.#resetAtMs) {
      this.#count = 0;
      this.#resetAtMs = this.clock.now() + WINDOW_MS;
    }
    this.#count += 1;
  }
}

/** Counts invalid requests, and refuses all requests while there were too many. */
export function registerInvalidRequestLimit(
  app: FastifyInstance,
  { invalid }: { readonly invalid: InvalidRequests },
): void {
  app.addHook('onRequest', async (_request, reply) => {
    if (invalid.isBanned) {
      // It is not Discord that answers then but Cloudflare, with a page.
      void reply.header('retry-after', String(Math.ceil(invalid.resetAfterMs / 1000)));
      await reply.code(429).type('text/html').send('error code: 1015');
    }
  });
  app.addHook('onResponse', async (_request, reply) => {
    invalid.answered(reply.statusCode, reply.getHeader('x-ratelimit-scope'));
  });
}
