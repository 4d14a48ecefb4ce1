import { timingSafeEqual } from 'node:crypto';

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { PlaygroundError } from './playground-error.js';

/** What the page itself may do: use what comes from here, nothing else, and nobody frames it. */
const PAGE_POLICY = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "style-src 'self'",
  // Skyra's embed writes an empty style attribute; the hash is that of the empty text.
  "style-src-attr 'unsafe-hashes' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "script-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** What everything else may do when a browser opens it: people upload files that could hold scripts. */
const CONTENT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

const LOOPBACK_NAMES: ReadonlySet<string> = new Set(['localhost', '[::1]']);

/**
 * Guards everything that is served, Discord's routes included, against pages of other origins:
 * requests for another host (a rebound DNS name) get 403, loopback's other names are sent to the
 * right one, and every answer carries the headers that keep a browser from making more of it.
 */
export function guardServer(app: FastifyInstance, originOf: () => string): void {
  app.addHook('onRequest', async (request, reply) => {
    setSecurityHeaders(request, reply);
    const { host } = new URL(originOf());
    if (request.headers.host === host) return;
    const name = /^(.*):\d+$/.exec(request.headers.host ?? '')?.[1] ?? '';
    if (request.method === 'GET' && LOOPBACK_NAMES.has(name)) {
      return reply.redirect(`${originOf()}${request.url}`);
    }
    const { status, body } = new PlaygroundError(403, 'foreign_host', 'This is another host.');
    return reply.code(status).send(body);
  });
}

function setSecurityHeaders({ url }: FastifyRequest, reply: FastifyReply): void {
  const isPage = url === '/' || url.startsWith('/?') || url.startsWith('/page/');
  void reply.headers({
    'content-security-policy': isPage ? PAGE_POLICY : CONTENT_POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
  });
}

/**
 * Lets only the page use the API: requests with a foreign `Origin` get 403, those without the token
 * 401.
 */
export function guardApi(app: FastifyInstance, originOf: () => string, token: string): void {
  const expected = Buffer.from(`Bearer ${token}`);
  app.addHook('onRequest', async ({ headers }) => {
    if (headers.origin !== undefined && headers.origin !== originOf())
      throw new PlaygroundError(403, 'foreign_origin', 'This comes from another origin.');
    const given = Buffer.from(headers.authorization ?? '');
    if (given.length !== expected.length || !timingSafeEqual(given, expected))
      throw new PlaygroundError(
        401,
        'unauthorized',
        'The token is missing or wrong; use the address that was printed at the start.',
      );
  });
}
