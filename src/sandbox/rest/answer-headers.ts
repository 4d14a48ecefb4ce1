import type { FastifyInstance } from 'fastify';

const JSON_TYPE = 'application/json';

/**
 * Gives answers the headers that client libraries look at: some read a body as JSON only if its
 * type is exactly `application/json`, and take a 429 without `via` for a ban by Discord's proxy.
 */
export function registerAnswerHeaders(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload: unknown) => {
    if (request.url.startsWith('/api/')) {
      void reply.header('via', '1.1 google');
      if (String(reply.getHeader('content-type')).startsWith(`${JSON_TYPE};`)) {
        void reply.header('content-type', JSON_TYPE);
      }
    }
    return payload;
  });
}
