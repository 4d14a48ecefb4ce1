import { timingSafeEqual } from 'node:crypto';

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { PlaygroundError } from './playground-error.js';

/** The page's policy: it may use only what this origin serves, and may not be framed. */
const PAGE_POLICY = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "style-src 'self'",
  // Skyra's embed writes an empty style attribute; this is the hash of the empty text.
  "style-src-attr 'unsafe-hashes' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "script-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * The policy of everything else that a browser opens, because uploaded files can contain scripts.
 */
const CONTENT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

const LOOPBACK_NAMES: ReadonlySet<string> = new Set(['localhost', '[::1]']);

/**
 * Protects everything that is served, including Discord's routes, from pages of other origins.
 * Requests for another host (a rebound DNS name) get 403, other names of loopback are redirected,
 * and every answer has headers that restrict what a browser does with it.
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
    // As text, like the pages of a proxy: Discord's routes answer with JSON of their own shape.
    return reply.code(403).type('text/plain').send('This is another host.');
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
 * Lets only the page use the API: requests with a foreign `Origin` get 403, requests without the
 * token 401.
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
