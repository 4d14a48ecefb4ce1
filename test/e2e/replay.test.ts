import { expect, it } from '@jest/globals';

import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { interactionIdOf } from '../support/e2e-card-look.js';
import { finished, preview, restyle, result } from '../support/e2e-cards.js';
import { E2eDatabase } from '../support/e2e-database.js';
import { allReplied, inVain, repliesTo } from '../support/e2e-replies.js';
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

/** A mention that the bot has stored; it is killed while the card is on its way. */
async function mentionBeforeKill({ sandbox, bot }: E2eWorld, person: Person): Promise<SeenMessage> {
  const POST = { method: 'POST', route: '/channels/:id/messages' };
  const mention = await person.mention('a cat');
  const heal = sandbox.faults.add({ ...POST, effect: { kind: 'cut' }, times: Infinity });
  await sandbox.requests.begun(POST);
  await bot.kill();
  heal();
  return mention;
}

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
    await edited.changed(({ description }) => description === 'a whale');
    await walked.changed(({ title }) => title === 'Output 2 of 3');
    expect(said.map((message) => repliesTo(sandbox, message).length)).toEqual([1, 1, 1]);
    expect(asked.title).toBe('Output 1 of 1');
    expect(produced(world)).toHaveLength(1);
    await ann.click(walked, '⬅️');
    expect(walked.title).toBe('Output 1 of 3');
  },
);

it('what was done right before a kill is not done again: neither a step to the left, nor a picture, nor an answer', async () => {
  const { world, sandbox, ann } = room();
  const walked = await result(ann, 'a cat');
  await restyle(ann, walked, 'Sketch');
  await restyle(ann, walked, 'Neon');
  const help = await ann.mention('');
  await allReplied(sandbox, [help]);
  await ann.click(walked, '⬅️');
  const made = await result(ann, 'a dog');

  await world.bot.kill();
  await world.startBot();
  const { events } = await world.bot.logged('Handling what was missed');

  expect(events).toBeGreaterThan(0);
  await ann.click(walked, '⬅️');
  expect(walked.title).toBe('Output 1 of 3');
  expect(repliesTo(sandbox, help)).toHaveLength(1);
  await ann.click(made, 'Process Prompt');
  await made.changed(({ title }) => title === 'Output 2 of 2');
  expect(produced(world)).toHaveLength(1);
});

it('a mention whose answer was not finished before a kill is answered, and once', async () => {
  const { world, sandbox, ann, ben } = room();
  const first = await mentionBeforeKill(world, ann);
  await world.startBot();
  await allReplied(sandbox, [first]);
  await preview(ben, 'a dog');
  expect(repliesTo(sandbox, first)).toHaveLength(1);
});

it('a mention that was stored is answered even if Discord does not tell of it again', async () => {
  const world = await E2eWorld.start({ env: { CATCH_UP_HOURS: '0' } });
  const { sandbox } = world;
  const first = await mentionBeforeKill(world, sandbox.user('ann'));
  sandbox.gateway.invalidateSessions();
  await world.startBot();
  await allReplied(sandbox, [first]);
  await world.bot.logged('Finished a request');
  expect(repliesTo(sandbox, first)).toHaveLength(1);
});

it('a card that was posted, and that the row does not know, is known after the start', async () => {
  const { world, sandbox, channel, ann } = room();
  const card = await preview(ann, 'a cat');
  const id = interactionIdOf(card);
  await world.bot.kill();
  const database = await E2eDatabase.open(world);
  await database.run('UPDATE interaction_states SET message_id = NULL WHERE id = ?', id);
  await world.startBot();
  await world.bot.logged('Finished a request', ({ interactionId }) => interactionId === id);
  expect(await database.row(id)).toMatchObject({ message_id: card.id });
  expect(sandbox.world.channel(channel).messageIds).toHaveLength(2);
});

it('a mention that was deleted meanwhile is not answered', async () => {
  const { world, sandbox, ann } = room();
  await world.bot.kill();
  const [regretted, meant] = [await ann.mention('a cat'), await ann.mention('a dog')];
  ann.deleteMessage(regretted);
  await world.startBot();
  await allReplied(sandbox, [meant]);
  expect(repliesTo(sandbox, regretted)).toEqual([]);
});

it('nothing is lost when the bot is killed again and again while it comes back', async () => {
  const { world, sandbox, ann, ben } = room();
  const card = await result(ann, 'a cat');
  await restyle(ann, card, 'Sketch');
  await restyle(ann, card, 'Neon');
  await world.bot.kill();
  await inVain(sandbox, ann.click(card, '⬅️'));
  const said = await Promise.all(
    Array.from({ length: 6 }, (_, n) => ben.mention(n % 2 === 0 ? '' : `picture ${n}`)),
  );
  for (const message of said.slice(0, 5)) {
    await world.startBot();
    await allReplied(sandbox, [message]);
    await world.bot.kill();
  }
  await world.startBot();
  await allReplied(sandbox, said);
  await card.changed(({ title }) => title === 'Output 2 of 3');
  await preview(ann, 'one more');
  expect(said.map((message) => repliesTo(sandbox, message).length)).toEqual(said.map(() => 1));
  expect(card.title).toBe('Output 2 of 3');
});

it('a session that cannot be resumed is told once in the log, and the bot starts without it', async () => {
  const world = await E2eWorld.start({ env: { CATCH_UP_HOURS: '0' } });
  await world.bot.kill();
  world.sandbox.gateway.invalidateSessions();
  await world.startBot();
  const told = await world.bot.logged('Session could not be resumed');
  expect(told['reason']).toBe('Discord no longer knows the session');
  await preview(world.sandbox.user('ann'), 'a cat');
  expect(world.bot.log.filter(({ msg }) => msg === told.msg)).toHaveLength(1);
});

it('a session is not resumed when that is switched off', async () => {
  const env = { RESUME_SESSION: 'false', CATCH_UP_HOURS: '0' };
  const world = await E2eWorld.start({ env });
  const { sandbox } = world;
  const ann = sandbox.user('ann');
  await preview(ann, 'a cat');
  await world.bot.kill();
  const missed = await ann.mention('a dog');
  await world.startBot();
  await preview(ann, 'a cow');
  expect(repliesTo(sandbox, missed)).toEqual([]);
  expect(world.bot.log.map(({ msg }) => msg)).not.toContain('Handling what was missed');
});
