import { expect, it } from '@jest/globals';

import { addAnnouncementChannel } from '../../src/sandbox/world/default-world.js';
import { preview } from '../support/e2e-cards.js';
import { shareGeminiWorld } from '../support/e2e-gemini.js';
import { withOutcomeDue } from '../support/e2e-outcomes.js';
import { placeOf } from '../support/e2e-card-look.js';

const POST = { method: 'POST', route: '/channels/:id/messages' };
const EDIT = { method: 'PATCH', route: '/channels/:id/messages/:id' };
const UNLIMITED = { limit: Infinity, windowMs: 0 };

const room = shareGeminiWorld();

it('an outcome in an announcement channel is shown once Discord takes edits there again', async () => {
  const here = room();
  const { world } = here.sandbox;
  addAnnouncementChannel(world, world.guild('Studio'), 'news');
  const refusals: ReturnType<typeof here.sandbox.requests.next>[] = [];
  const { sandbox, card } = await withOutcomeDue(
    here,
    ({ sandbox: { writeLimits, requests } }) => {
      writeLimits.announcementEdits = { limit: 0, windowMs: 500 };
      refusals.push(requests.next(EDIT));
    },
    { channel: 'news' },
  );
  expect((await refusals[0])?.status).toBe(429);
  sandbox.writeLimits.announcementEdits = UNLIMITED;
  await card.changed(() => placeOf(card) === '2 of 2');
});

it('a mention is answered once Discord takes messages in its channel again', async () => {
  const { sandbox, ann } = room();
  sandbox.writeLimits.writes = { limit: 0, windowMs: 500 };
  const refused = sandbox.requests.next(POST);
  const mention = await ann.mention('a cat');
  expect((await refused).status).toBe(429);
  sandbox.writeLimits.writes = UNLIMITED;
  expect((await ann.nextReply(mention)).title).toBe('a cat');
  expect((await preview(ann, 'a dog')).title).toBe('a dog');
});
