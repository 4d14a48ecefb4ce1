import { expect, it } from '@jest/globals';

import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
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
  expect(card.description).toMatch(/^Text \+ images · 1 picture · 💧 Watercolor · for <@/);
  expect(card.footer).toMatch(/^3:2 · 2K · 2 pictures · /);
  await ben.click(card, 'Process Prompt');
  await card.changed(() => /2 pictures/.test(card.description ?? ''));
  expect(gemini.requests[0]?.pictures).toHaveLength(1);
});
