import { expect, it } from '@jest/globals';

import { preview } from '../support/e2e-cards.js';
import { startWatched, until } from '../support/e2e-watching.js';
import { photo } from '../support/pictures.js';
import { requestOf } from '../support/e2e-card-look.js';

const ASKED = { MESSAGE_CONTENT_INTENT: 'true' };

const REFUSED =
  'Discord does not grant the message content intent (4014), so the bot goes on without it; switch it on at https://discord.com/developers/applications and start again, or set MESSAGE_CONTENT_INTENT=false';

type World = Awaited<ReturnType<typeof startWatched>>['world'];

/** A reply to somebody else's picture, which only the intent lets the bot see. */
async function cardOfReply({ sandbox }: World) {
  const bytes = await photo(64, 48).png().toBuffer();
  const ann = sandbox.user('ann');
  const said = await sandbox.user('ben').say('look', { files: [{ name: 'p.png', bytes }] });
  return preview(ann, 'a cat', { replyTo: said });
}

it('a message content intent that Discord takes away does not stop the bot: it goes on without, and says so', async () => {
  const { world, sample } = await startWatched({ sandbox: { messageContent: true }, env: ASKED });
  const { sandbox, bot } = world;
  expect(requestOf(await cardOfReply(world)).pictures).toBe(1);
  expect(await sample('nanobanana_gateway_intent_refused')).toBe(0);
  sandbox.gateway.withdrawMessageContent(sandbox.world.application);
  await bot.logged(REFUSED);
  await until(async () =>
    (await sample('nanobanana_gateway_connected{shard="0"}')) === 1 ? true : undefined,
  );
  expect((await cardOfReply(world)).field('Please note')).toContain(
    'does not show me its pictures',
  );
  expect(await sample('nanobanana_gateway_intent_refused')).toBe(1);
  expect(sandbox.starts.count).toBe(2);
});

it('a message content intent that Discord does not grant at the start does not stop the bot', async () => {
  const { world, sample } = await startWatched({ env: ASKED });
  await world.bot.logged(REFUSED);
  expect((await cardOfReply(world)).field('Please note')).toContain(
    'does not show me its pictures',
  );
  expect(await sample('nanobanana_gateway_intent_refused')).toBe(1);
});
