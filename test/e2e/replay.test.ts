import { expect, it } from '@jest/globals';

import { interactionIdOf, placeOf } from '../support/e2e-card-look.js';
import { finished, preview, restyle, result } from '../support/e2e-cards.js';
import { E2eDatabase } from '../support/e2e-database.js';
import { forgetCard } from '../support/e2e-storage.js';
import { allReplied, inVain, mentionBeforeKill, repliesTo } from '../support/e2e-replies.js';
import { shareGeminiWorld } from '../support/e2e-gemini.js';
import { E2eWorld } from '../support/e2e-world.js';

/** The former bot's death, by kill or by a calm stop. */
const DEATHS = [
  ['a SIGKILL', async ({ bot }: E2eWorld) => bot.kill()],
  ['a SIGTERM', async ({ bot }: E2eWorld) => void (await bot.stop())],
] as const;

const room = shareGeminiWorld();

const produced = ({ bot }: E2eWorld) =>
  bot.log.filter(({ msg }) => msg === 'Generation produced a picture');

const LATE = /\n✅ pressed while I was restarting, done \d+ s later$/;

it.each(DEATHS)(
  'every click and every mention that came while the bot was away after %s has its one result',
  async (_how, end) => {
    const { world, sandbox, ann, ben } = room();
    const [walked, asked, edited] = await Promise.all([
      result(ann, 'a cat'),
      preview(ben, 'a dog'),
      preview(ann, 'a cow'),
    ]);
    await restyle(ann, walked, 'Sketch');
    await restyle(ann, walked, 'Neon');
    // It waits for its turn: then the picture is shown, and is stored as shown.
    await ann.click(walked, '⬅️');
    const modal = await ann.openModal(edited, 'Edit Prompt');

    await end(world);
    await inVain(sandbox, ann.click(walked, '⬅️'));
    await inVain(sandbox, ben.click(asked, 'Process Prompt'));
    await inVain(sandbox, modal.submit({ prompt: 'a whale' }));
    const said = [
      await ben.mention('a fox', { channel: 'pictures' }),
      await ann.mention('', { channel: 'kittens' }),
      await ann.dm('a bird'),
    ];
    await world.startBot();

    await allReplied(sandbox, said);
    await finished(asked);
    await edited.changed(({ title }) => title === 'a whale');
    await walked.changed((each) => placeOf(each) === '1 of 3');
    for (const { description } of [edited, walked]) expect(description).toMatch(LATE);
    expect(said.map((message) => repliesTo(sandbox, message).length)).toEqual([1, 1, 1]);
    expect(placeOf(asked)).toBe('1 of 1');
    expect(produced(world)).toHaveLength(1);
    await ann.click(walked, '➡️');
    expect(placeOf(walked)).toBe('2 of 3');
    // It goes with the next change.
    expect(walked.description).not.toMatch(LATE);
  },
);

it('what was done right before a kill is not done again: neither a step to the left, nor a picture, nor an answer', async () => {
  const { world, sandbox, ann } = room();
  sandbox.faults.replaysAcknowledged = true;
  const walked = await result(ann, 'a cat');
  await restyle(ann, walked, 'Sketch');
  await restyle(ann, walked, 'Neon');
  const database = await E2eDatabase.open(world);
  const sequence = await database.sequence();
  const help = await ann.mention('');
  await allReplied(sandbox, [help]);
  await ann.click(walked, '⬅️');
  const made = await result(ann, 'a dog');

  await world.bot.kill();
  // The position is stored once a second. Here all of this came after the last time.
  await database.run('UPDATE gateway_sessions SET sequence = ?', sequence);
  await world.startBot();
  const { events } = await world.bot.logged('Handling what was missed');

  expect(events).toBeGreaterThan(0);
  await ann.click(walked, '⬅️');
  expect(placeOf(walked)).toBe('1 of 3');
  expect(repliesTo(sandbox, help)).toHaveLength(1);
  await ann.click(made, 'Process Prompt');
  await made.changed((each) => placeOf(each) === '2 of 2');
  expect(produced(world)).toHaveLength(1);
});

it.each([true, false])(
  'a mention whose answer was not finished before a kill is answered, and once (replayed although it was acknowledged: %s)',
  async (replaysAcknowledged) => {
    const { world, sandbox, ann, ben } = room();
    sandbox.faults.replaysAcknowledged = replaysAcknowledged;
    const first = await mentionBeforeKill(world, ann);
    await world.startBot();
    await allReplied(sandbox, [first]);
    await preview(ben, 'a dog');
    expect(repliesTo(sandbox, first)).toHaveLength(1);
  },
);

it('a card that was posted, and that the row does not know, is known after the start', async () => {
  const { world, sandbox, channel, ann } = room();
  const card = await preview(ann, 'a cat');
  const id = interactionIdOf(card);
  await world.bot.kill();
  const database = await E2eDatabase.open(world);
  await forgetCard(database, id);
  await world.startBot();
  await world.bot.logged('Finished a request', ({ interactionId }) => interactionId === id);
  expect(await database.row(id)).toMatchObject({ message_id: card.id });
  expect(sandbox.world.channel(channel).messageIds).toHaveLength(2);
});
