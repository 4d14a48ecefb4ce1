import { expect, it } from '@jest/globals';

import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { finished } from '../support/e2e-cards.js';
import { shareGeminiWorld } from '../support/e2e-gemini.js';
import { photo } from '../support/pictures.js';

const room = shareGeminiWorld();

/** The next message in a channel that is more than the bot's thinking. */
async function posted(person: Person, channel: string): Promise<SeenMessage> {
  const message = await person.nextMessage(channel);
  return message.isLoading ? person.nextMessage(channel) : message;
}

const photoFile = async () => ({ name: 'photo.png', bytes: await photo(64, 48).png().toBuffer() });

it('Edit this picture makes a card from the pictures of somebody else’s message, also when the bot is killed while the form is open', async () => {
  const { world, gemini, ann, ben, channel } = room();
  const message = await ann.say('my holidays', {
    channel,
    files: [await photoFile(), await photoFile()],
  });
  const { modal } = await ben.menu(message, 'Edit this picture');
  expect(modal?.title).toBe('Edit these 2 pictures');
  await world.killAndRestart();
  await modal!.submit({ prompt: 'make it winter --n 2' });
  const card = await posted(ben, channel);
  expect(card.title).toBe('make it winter');
  expect(card.description).toMatch(
    new RegExp(`^Text \\+ images · 2 pictures · for <@${ben.user.id}>`),
  );
  expect(card.footer).toMatch(/^2 pictures · /);
  await ben.click(card, 'Process Prompt');
  await finished(card);
  expect(gemini.requests[0]?.pictures).toHaveLength(2);
});

it('Edit this picture says so privately where there is no picture', async () => {
  const { ann, ben, channel } = room();
  const message = await ann.say('only words', { channel });
  const { ephemeral } = await ben.menu(message, 'Edit this picture');
  expect(ephemeral?.content).toBe('I see no picture in that message that I could read.');
});
