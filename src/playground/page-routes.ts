import path from 'node:path';

import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

import { PlaygroundError } from './playground-error.js';

/** The output directory of the page in `npm run build`. */
const PAGE_DIR = 'dist/page';

/** Serves the page and its sample photos. They hold no secret, so they need no token. */
export function registerPageRoutes(app: FastifyInstance): void {
  // A path outside the folder, or a missing file.
  app.setErrorHandler(async (_error, _request, reply) => {
    const { status, body } = new PlaygroundError(404, 'unknown_file', 'There is no such file.');
    return reply.code(status).send(body);
  });
  void app.register(fastifyStatic, {
    root: path.resolve(PAGE_DIR),
    prefix: '/page/',
    index: false,
    cacheControl: false,
  });
  app.get('/', async (_request, reply) => reply.sendFile('index.html'));
}
