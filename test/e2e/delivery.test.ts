import { expect, it } from '@jest/globals';
import { PermissionFlagsBits } from 'discord-api-types/v10';

import { finished, preview } from '../support/e2e-cards.js';
import { E2eDatabase } from '../support/e2e-database.js';
import { allReplied, repliesTo } from '../support/e2e-replies.js';
import { directMessage, withOutcomeDue } from '../support/e2e-outcomes.js';
import { shareGeminiWorld } from '../support/e2e-gemini.js';
import { interactionIdOf, placeOf } from '../support/e2e-card-look.js';

const POST = { method: 'POST', route: '/channels/:id/messages' };

const room = shareGeminiWorld();

it('an outcome whose card the bot may not edit is told in a direct message, and the card works again later', async () => {
  const due = await withOutcomeDue(room(), ({ sandbox, channel }) =>
    sandbox.denyBot(channel, PermissionFlagsBits.ViewChannel),
  );
  const { sandbox, channel, ann, card } = due;
  const told = await directMessage(due, ann);
  expect(told.content).toContain('I cannot reach your card');
  expect(interactionIdOf(told)).toBe(interactionIdOf(card));
  expect((await told.picture()).length).toBeGreaterThan(0);
  expect(told.buttons).toEqual([]);

  sandbox.denyBot(channel, 0n);
  await ann.click(card, 'Cancel');
  expect(placeOf(card)).toBe('2 of 2');
});

it('a card is posted once when Discord’s answer to the post is lost', async () => {
  const { sandbox, ann } = room();
  sandbox.faults.add({ ...POST, effect: { kind: 'cut' }, when: 'after' });
  const message = await ann.mention('a cat');
  const card = await ann.nextReply(message);
  await ann.click(card, 'Process Prompt');
  await finished(card);
  expect(repliesTo(sandbox, message)).toHaveLength(1);
});

it.each([
  ['before', 0],
  ['before', 10],
  ['after', 0],
  ['after', 10],
] as const)(
  'a card is posted once when the process is killed right %s the post and comes back after %i min',
  async (when, awayMinutes) => {
    const { world, sandbox, ann, ben } = room();
    await preview(ben, 'a dog');
    sandbox.faults.add({ ...POST, effect: { kind: 'cut' }, when, times: Infinity });
    const posting = sandbox.requests.begun(POST);
    const message = await ann.mention('a cat');
    await posting;
    if (when === 'after') await allReplied(sandbox, [message]);
    await world.bot.kill();
    sandbox.faults.clear();
    sandbox.clock.advance(awayMinutes * 60_000);

    await world.startBot();
    await allReplied(sandbox, [message]);
    const card = await ann.nextReply(message);
    await ann.click(card, 'Process Prompt');
    await finished(card);
    await world.bot.stop();
    expect(repliesTo(sandbox, message)).toHaveLength(1);
    const database = await E2eDatabase.open(world);
    const row = await database.row(interactionIdOf(card));
    expect(row).toMatchObject({ request_message_id: message.id, message_id: card.id });
  },
);
