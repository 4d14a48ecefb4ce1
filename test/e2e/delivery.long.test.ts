import { expect, it } from '@jest/globals';
import { PermissionFlagsBits } from 'discord-api-types/v10';

import { preview } from '../support/e2e-cards.js';
import { directMessage, withOutcomeDue } from '../support/e2e-outcomes.js';
import { shareGeminiWorld } from '../support/e2e-gemini.js';
import { placeOf } from '../support/e2e-card-look.js';

const POST = { method: 'POST', route: '/channels/:id/messages' };

const room = shareGeminiWorld();

it('an outcome that cannot be shown is told once, though the process dies before it can note that', async () => {
  const due = await withOutcomeDue(room(), ({ sandbox, channel }) => {
    sandbox.denyBot(channel, PermissionFlagsBits.ViewChannel);
    sandbox.faults.add({ ...POST, effect: { kind: 'cut' }, when: 'after', times: Infinity });
  });
  const { world, sandbox, ann } = due;
  const told = await directMessage(due, ann);
  await world.bot.kill();
  sandbox.faults.clear();
  // Discord has forgotten the nonce by then.
  sandbox.clock.advance(10 * 60_000);
  await world.startBot();
  await world.bot.logged('Outcome told in a direct message');
  expect(sandbox.world.channel(told.channelId).messageIds).toHaveLength(1);
});

it.each([
  ['takes no direct messages', 50007],
  ['shares no server with the bot', 50278],
])('an outcome that cannot be shown is kept and logged when the person %s', async (_why, code) => {
  const { world, sandbox, channel, ann, card } = await withOutcomeDue(room(), (here) => {
    here.sandbox.denyBot(here.channel, PermissionFlagsBits.ViewChannel);
    const body = { code, message: 'Cannot send messages to this user' };
    here.sandbox.faults.add({ ...POST, effect: { kind: 'status', status: 403, body } });
  });
  await world.bot.logged('Person cannot be told');
  sandbox.denyBot(channel, 0n);
  await preview(ann, 'still there');
  await ann.click(card, 'Cancel');
  expect(placeOf(card)).toBe('2 of 2');
});
