import { expect, it } from '@jest/globals';

import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import type { Sandbox } from '../../src/sandbox/sandbox.js';
import { finished } from '../support/e2e-cards.js';
import { placeOf } from '../support/e2e-card-look.js';
import { picture } from '../support/gemini-answers.js';
import { gate } from '../support/gate.js';
import { eventually } from '../support/eventually.js';
import { shareGeminiWorld } from '../support/e2e-gemini.js';
import { photo } from '../support/pictures.js';

const room = shareGeminiWorld();

/** The next message in a channel that is more than the bot's thinking. */
async function posted(person: Person, channel: string): Promise<SeenMessage> {
  const message = await person.nextMessage(channel);
  return message.isLoading ? person.nextMessage(channel) : message;
}

it('/imagine posts a card into the channel, with all that its options say', async () => {
  const { gemini, ann, ben, channel } = room();
  const bytes = await photo(64, 48).png().toBuffer();
  const options = {
    prompt: 'a cat --ar 3:2',
    picture: { name: 'photo.png', bytes },
    style: 'watercolor',
    size: '2K',
    count: 2,
  };
  const answer = await ann.command('imagine', options);
  const card = await posted(ann, channel);
  await eventually(() => answer.message?.isDeleted === true);
  expect(card.title).toBe('a cat');
  expect(card.description).toMatch(/^From your words and 1 picture · 💧 Watercolor · for <@/);
  expect(card.footer).toMatch(/^3:2 · 2K · 2 pictures · /);
  await ben.click(card, 'Process Prompt');
  await card.changed(() => /2 pictures/.test(card.description ?? ''));
  expect(gemini.requests[0]?.pictures).toHaveLength(1);
});

/** Everything of the bot's in a channel that is not its thinking. */
const cardsIn = ({ world, bot }: Sandbox, channel: string) =>
  [...world.messages.values()].filter(
    ({ authorId, channelId, embeds }) =>
      authorId === bot.id && channelId === world.channel(channel).id && embeds.length > 0,
  );

it('a private card is seen by who asked alone, and its pictures are made there', async () => {
  const { gemini, sandbox, ann, channel } = room();
  const { ephemeral } = await ann.command('imagine', { prompt: 'a cat', private: true });
  const card = ephemeral!;
  await card.changed(({ title }) => title === 'a cat');
  expect(cardsIn(sandbox, channel).filter(({ id }) => id !== card.id)).toEqual([]);
  await ann.click(card, 'Process Prompt');
  await finished(card);
  await ann.click(card, 'Vary');
  await card.changed(() => placeOf(card) === '2 of 2');
  expect(gemini.requests).toHaveLength(2);
});

it('a private card whose outcome comes after a SIGKILL shows it when somebody presses Refresh', async () => {
  const { world, gemini, ann } = room();
  const { ephemeral } = await ann.command('imagine', { prompt: 'a cat', private: true });
  const card = ephemeral!;
  await card.changed(({ title }) => title === 'a cat');
  const slow = gate();
  gemini.script({
    kind: 'later',
    after: slow.opened,
    answer: picture(await photo(64, 48).png().toBuffer()),
  });
  await ann.click(card, 'Process Prompt');
  expect(card.description).toContain('press **Refresh** when it is done');
  await world.bot.kill();
  slow.open();
  await world.startBot();
  await world.bot.logged('Generation produced a picture');
  await ann.click(card, 'Refresh');
  await finished(card);
});

it('the style and the model of /imagine are completed from what is typed, and the style that was chosen is taken', async () => {
  const { ann, channel } = room();
  const styles = await ann.complete('imagine', 'style', { style: 'water' });
  expect(styles.choices.map(({ value }) => value)).toEqual(['watercolor']);
  const { choices } = await ann.complete('imagine', 'model', { model: 'gemini' });
  expect(choices.map(({ name }) => name)).toEqual([expect.stringContaining('gemini')]);
  await ann.command('imagine', { prompt: 'a cat', style: styles.choices[0]?.value ?? '' });
  const card = await posted(ann, channel);
  expect(card.description).toContain('💧 Watercolor');
});

it('/imagine takes a member’s picture, and says what it could not take over', async () => {
  const { gemini, ann, ben, channel } = room();
  await ann.command('imagine', {
    prompt: 'as a pirate --size 9K',
    picture: { name: 'notes.txt', bytes: Buffer.from('no picture') },
    avatar: ben.user.username,
    style: 'no such style',
    model: 'no-such-model',
  });
  const card = await posted(ann, channel);
  expect(card.title).toBe('as a pirate');
  expect(card.description).toMatch(/^From your words and 1 picture · for <@/);
  const told = JSON.stringify(card.embeds);
  for (const name of ['notes.txt', 'no such style', 'no-such-model', '--size 9K'])
    expect(told).toContain(name);
  await ann.click(card, 'Process Prompt');
  await finished(card);
  expect(gemini.requests[0]?.pictures).toHaveLength(1);
});

it('/imagine without anything to make says how to ask', async () => {
  const { ann } = room();
  const { message } = await ann.command('imagine', { prompt: ' ', count: 2 });
  await message?.changed(({ content }) =>
    content.startsWith('Give me a prompt, a picture, or both'),
  );
  expect(message?.embeds).toEqual([]);
});
