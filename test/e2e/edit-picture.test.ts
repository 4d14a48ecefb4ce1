import { expect, it } from '@jest/globals';

import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { finished } from '../support/e2e-cards.js';
import { cardsWith, photoFile } from '../support/e2e-commands.js';
import { shareGeminiWorld } from '../support/e2e-gemini.js';

const room = shareGeminiWorld();

/** The next message in a channel that is more than the bot's thinking. */
async function posted(person: Person, channel: string): Promise<SeenMessage> {
  const message = await person.nextMessage(channel);
  return message.isLoading ? person.nextMessage(channel) : message;
}

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
    new RegExp(`^From your words and 2 pictures · for <@${ben.user.id}>`),
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

it('Edit this picture waits for a picture that is still being read when the form is sent, also after a kill', async () => {
  const here = room();
  const { world, gemini, sandbox, ann, ben, channel } = here;
  sandbox.faults.drippingFiles.add('slow.png');
  const { bytes } = await photoFile();
  const message = await ann.say('mine', { channel, files: [{ name: 'slow.png', bytes }] });
  const { modal } = await ben.menu(message, 'Edit this picture');
  const { ephemeral } = await modal!.submit({ prompt: 'make it autumn' });
  expect(ephemeral?.isLoading).toBe(true);
  await world.bot.kill();
  sandbox.faults.drippingFiles.clear();
  await world.startBot();
  const card = await posted(ben, channel);
  expect(card.title).toBe('make it autumn');
  await ben.click(card, 'Process Prompt');
  await finished(card);
  expect(gemini.requests[0]?.pictures).toHaveLength(1);
  expect(cardsWith(here, 'make it autumn')).toHaveLength(1);
});

it('Edit this picture says privately why there is no card where a file turns out to be no picture', async () => {
  const here = room();
  const { ann, ben, channel } = here;
  const bytes = Buffer.from('no picture');
  const message = await ann.say('notes', { channel, files: [{ name: 'notes.png', bytes }] });
  const { modal } = await ben.menu(message, 'Edit this picture');
  const { ephemeral } = await modal!.submit({ prompt: 'make it spring' });
  await ephemeral!.changed(({ content }) => content.includes('**notes.png** was left out.'));
  expect(ephemeral!.content).toMatch(/I see no picture in that message that I could read\.$/);
  expect(cardsWith(here, 'make it spring')).toHaveLength(0);
});
