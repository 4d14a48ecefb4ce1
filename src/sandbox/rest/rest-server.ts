import fastify from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RESTJSONErrorCodes } from 'discord-api-types/v10';
import { registerCdnRoutes } from '../cdn/cdn-routes.js';
import { registerRecording } from '../recording/recording-hook.js';
import { MAX_REQUEST_BYTES } from '../world/upload-limits.js';
import { applicationOf } from './access.js';
import { registerAnswerHeaders } from './answer-headers.js';
import { registerChannelRoutes } from './channel-routes.js';
import { registerCommandRoutes } from './command-routes.js';
import { registerDirectoryRoutes } from './directory-routes.js';
import { DiscordError, notFound, refusal } from './discord-error.js';
import { registerFaultHooks } from './fault-hooks.js';
import { registerInvalidRequestLimit } from './invalid-requests.js';
import { registerInteractionRoutes } from './interaction-routes.js';
import { registerMessageRoutes } from './message-routes.js';
import { registerOverwriteRoutes } from './overwrite-routes.js';
import { registerBodyParsers } from './request-body.js';
import type { RestServices } from './rest-services.js';
import { registerThreadRoutes } from './thread-access.js';
import { registerWebhookRoutes } from './webhook-routes.js';

/** The prefixes of the REST routes. discord.js uses the version, some tools do not. */
const PREFIXES = ['/api/v10', '/api'];

async function answerError(error: unknown, _: FastifyRequest, reply: FastifyReply): Promise<void> {
  const refused = asRefusal(error);
  await reply.code(refused.status).send(refused.body);
}

function asRefusal(error: unknown): DiscordError {
  if (error instanceof DiscordError) {
    return error;
  }
  const status: unknown =
    typeof error === 'object' && error !== null ? Reflect.get(error, 'statusCode') : undefined;
  if (status === 413) {
    return refusal(RESTJSONErrorCodes.RequestEntityTooLarge);
  }
  if (status === 415) {
    const code = RESTJSONErrorCodes.InvalidFormBodyOrContentType;
    return new DiscordError(400, code, 'Invalid Form Body');
  }
  // The client closed the connection during the request, for example a killed bot.
  if (isConnectionLost(error)) {
    return new DiscordError(408, 0, '408: Request Timeout');
  }
  const text = error instanceof Error ? error.stack : String(error);
  process.stderr.write(`The sandbox itself failed: ${text}\n`);
  return new DiscordError(500, 0, '500: Internal Server Error');
}

function isConnectionLost(error: unknown): boolean {
  return typeof error === 'object' && error !== null && Reflect.get(error, 'code') === 'ECONNRESET';
}

function registerGatewayRoutes(app: FastifyInstance, { world, starts }: RestServices): void {
  const url = (): string => `${world.origin.replace('http', 'ws')}/gateway`;
  app.get('/gateway', async () => ({ url: url() }));
  app.get('/gateway/bot', async (request) => {
    applicationOf(world, request);
    const { recommendedShards: shards } = starts;
    return { url: url(), shards, session_start_limit: starts.limit() };
  });
}

/** Builds the HTTP part of the sandbox: REST under `/api`, and the CDN. It does not listen yet. */
export function buildRestServer(services: RestServices): FastifyInstance {
  const app = fastify({
    logger: false,
    bodyLimit: MAX_REQUEST_BYTES,
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 1000 },
  });
  registerBodyParsers(app, services.world);
  registerAnswerHeaders(app);
  registerRecording(app);
  app.setErrorHandler(answerError);
  app.setNotFoundHandler(async (request, reply) => answerError(notFound(), request, reply));
  registerCdnRoutes(app, services.world, services.faults);
  for (const prefix of PREFIXES) {
    void app.register(
      async (scope) => {
        registerFaultHooks(scope, services, prefix);
        registerInvalidRequestLimit(scope, services);
        registerGatewayRoutes(scope, services);
        registerMessageRoutes(scope, services);
        registerChannelRoutes(scope, services);
        registerOverwriteRoutes(scope, services);
        registerThreadRoutes(scope, services);
        registerDirectoryRoutes(scope, services);
        registerInteractionRoutes(scope, services);
        registerWebhookRoutes(scope, services);
        registerCommandRoutes(scope, services);
      },
      { prefix },
    );
  }
  return app;
}
