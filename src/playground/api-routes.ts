import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RESTJSONErrorCodes } from 'discord-api-types/v10';

import { DiscordError, refusal } from '../sandbox/rest/discord-error.js';
import { bodyOf } from '../sandbox/rest/request-body.js';
import type { World } from '../sandbox/world/world.js';
import { readAction, readControl } from './action-schema.js';
import { channelFor } from './person-lookup.js';
import type { PersonActions } from './person-actions.js';
import type { Controls } from './controls.js';
import type { EventStreams } from './event-streams.js';
import type { PersonView } from './person-view.js';
import { PlaygroundError } from './playground-error.js';
import type { EarlierMessages } from './protocol-requests.js';
import type { Snapshot } from './protocol.js';

/** The objects that the routes use. */
export interface ApiServices {
  readonly world: World;
  readonly actions: PersonActions;
  readonly controls: Controls;
  readonly streams: EventStreams;
  /** The view of the person with that username; undefined for anyone else. */
  readonly viewOf: (username: string) => PersonView | undefined;
  readonly snapshot: (view: PersonView) => Snapshot;
}

interface AsPerson {
  readonly Querystring: { readonly as?: string };
}
interface Earlier {
  readonly Querystring: {
    readonly as?: string;
    readonly channel?: string;
    readonly before?: string;
  };
}

/** The page's API, under `/playground`; see `protocol.ts`. */
export function registerApiRoutes(app: FastifyInstance, services: ApiServices): void {
  const { world, actions, controls, streams } = services;
  app.setErrorHandler(answerError);

  app.get<AsPerson>('/events', async (request, reply) => {
    const view = viewOf(services, request.query.as);
    streams.makeRoom();
    reply.hijack();
    const headers = { 'content-type': 'application/x-ndjson; charset=utf-8' };
    reply.raw.writeHead(200, { ...plainHeaders(reply), ...headers, 'cache-control': 'no-store' });
    streams.add(reply.raw, view, services.snapshot(view));
  });

  app.post<AsPerson>('/actions', async (request) => {
    const view = viewOf(services, request.query.as);
    const { json, files } = bodyOf(request);
    return actions.perform(view, readAction(json), files);
  });

  app.get<Earlier>('/messages', async (request): Promise<EarlierMessages> => {
    const { as, channel = '', before = '' } = request.query;
    const view = viewOf(services, as);
    if (!/^\d{1,20}$/.test(before))
      throw new PlaygroundError(400, 'malformed', 'The request does not say before which message.');
    return { messages: view.messages(channelFor(world, view, channel), before) };
  });

  app.post('/controls', async (request, reply) => {
    controls.press(readControl(bodyOf(request).json));
    return reply.code(204).send();
  });
}

function plainHeaders(reply: FastifyReply): Record<string, string> {
  return Object.fromEntries(
    Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)]),
  );
}

function viewOf(services: ApiServices, username: string | undefined): PersonView {
  const view = services.viewOf(username ?? '');
  if (view === undefined)
    throw new PlaygroundError(404, 'unknown_person', 'There is no such person here.');
  return view;
}

async function answerError(error: unknown, _: FastifyRequest, reply: FastifyReply): Promise<void> {
  const refused = asRefusal(error);
  await reply.code(refused.status).send(refused.body);
}

/** Messages for people about Discord's refusals of their requests. */
const SENTENCES: ReadonlyMap<number, readonly [code: string, message: string]> = new Map([
  [
    RESTJSONErrorCodes.RequestEntityTooLarge,
    ['too_large', 'Your files are too large: 10 MiB each, and 25 MiB together.'],
  ],
  [RESTJSONErrorCodes.CannotSendAnEmptyMessage, ['empty', 'Write something or add a picture.']],
  [
    RESTJSONErrorCodes.InvalidFormBodyOrContentType,
    ['over_limit', 'A message takes 2,000 characters and ten files.'],
  ],
]);

function asRefusal(error: unknown): PlaygroundError {
  if (error instanceof PlaygroundError) return error;
  if (error instanceof DiscordError) {
    const [code, message] = SENTENCES.get(error.code) ?? ['malformed', error.message];
    return new PlaygroundError(error.status === 413 ? 413 : 400, code, message);
  }
  const status: unknown =
    typeof error === 'object' && error !== null ? Reflect.get(error, 'statusCode') : undefined;
  if (status === 413) return asRefusal(refusal(RESTJSONErrorCodes.RequestEntityTooLarge));
  if (status === 400 || status === 415)
    return new PlaygroundError(400, 'malformed', 'The request cannot be read.');
  const text = error instanceof Error ? error.stack : String(error);
  process.stderr.write(`The playground itself failed: ${text}\n`);
  return new PlaygroundError(500, 'defect', 'The playground itself failed; its terminal says how.');
}
