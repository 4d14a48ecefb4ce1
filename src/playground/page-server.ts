import type { FastifyInstance } from 'fastify';

import type { Sandbox } from '../sandbox/sandbox.js';
import { guardApi, guardServer } from './access-guard.js';
import { registerApiRoutes } from './api-routes.js';
import { Controls } from './controls.js';
import { DismissedMessages } from './dismissed-messages.js';
import { EventStreams } from './event-streams.js';
import { Machinery, type MachineryParts } from './machinery.js';
import { MemorySampler } from './memory-sampler.js';
import { registerPageRoutes } from './page-routes.js';
import { PersonActions } from './person-actions.js';
import { PersonView } from './person-view.js';

/** What the page shows and uses. */
export interface PageServices extends MachineryParts {
  /** The token that the page must send. */
  readonly token: string;
}

/**
 * Adds the page and its API to Discord's routes, and protects them all. Returns a function that
 * stops what runs beside the server.
 */
export function servePage(app: FastifyInstance, services: PageServices): () => void {
  const { sandbox, bot, token } = services;
  const streams = new EventStreams();
  const dismissed = new DismissedMessages();
  const machinery = new Machinery(services);
  machinery.tell(streams, dismissed);
  const views = viewsOf(sandbox, dismissed);
  guardServer(app, () => sandbox.origin);
  void app.register(async (page) => registerPageRoutes(page));
  void app.register(
    async (api) => {
      guardApi(api, () => sandbox.origin, token);
      registerApiRoutes(api, {
        world: sandbox.world,
        actions: new PersonActions(sandbox, dismissed),
        controls: new Controls(services, streams),
        streams,
        viewOf: (username) => views.get(username),
        snapshot: (view) => machinery.snapshot(view),
      });
    },
    { prefix: '/playground' },
  );
  const sampler = new MemorySampler(bot, streams);
  sampler.start();
  return () => {
    sampler.stop();
    streams.end();
  };
}

/** The view of each person; everyone gets direct messages with the bot. */
function viewsOf({ world }: Sandbox, dismissed: DismissedMessages): Map<string, PersonView> {
  const people = [...world.users.values()].filter(({ bot }) => !bot);
  for (const { id } of people) world.directChannel(id, world.application.id);
  return new Map(people.map((user) => [user.username, new PersonView(world, user, dismissed)]));
}
