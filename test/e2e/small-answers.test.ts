import { expect, it } from '@jest/globals';

import { failureOn, placeOf } from '../support/e2e-card-look.js';
import { finished, result } from '../support/e2e-cards.js';
import { shareGeminiWorld } from '../support/e2e-gemini.js';
import type { GeminiRoom } from '../support/e2e-gemini.js';
import { blockedOutput } from '../support/gemini-answers.js';

const room = shareGeminiWorld();

/** The parts of a card that the bot's last answer or edit says anew. */
function said({ sandbox }: GeminiRoom, route: RegExp): string[] {
  const body: unknown = sandbox.requests.matching({ route }).at(-1)?.body;
  const outer = Object(body) as { data?: object };
  const parts = Object.keys(outer.data ?? outer);
  return ['embeds', 'components', 'attachments'].filter((part) => parts.includes(part));
}

const ANSWER = /callback$/;
const EDIT = /^\/(?:channels|webhooks)\/.*\/messages\//;

it('a click sends only what it changes: no components between pictures of one kind, no picture where it stays', async () => {
  const here = room();
  const { ann } = here;
  const card = await result(ann, 'a cat');
  for (const place of ['2 of 2', '3 of 3', '4 of 4']) {
    await ann.click(card, 'Process Prompt');
    await card.changed(() => placeOf(card) === place);
    await finished(card);
  }
  await ann.click(card, '⬅️');
  expect(said(here, ANSWER)).toEqual(['embeds', 'components', 'attachments']);
  await ann.click(card, '⬅️');
  expect(placeOf(card)).toBe('2 of 4');
  expect(said(here, ANSWER)).toEqual(['embeds', 'attachments']);
  await (await ann.openModal(card, 'Edit Prompt')).submit({ prompt: 'a dog' });
  expect(said(here, ANSWER)).toEqual(['embeds']);
});

it('a failure sends no picture, because the card has it already', async () => {
  const here = room();
  const { ann, gemini } = here;
  const card = await result(ann, 'a cat');
  const shown = card.pictureName;
  gemini.script(blockedOutput('IMAGE_OTHER'));
  await ann.click(card, 'Vary');
  await failureOn(card);
  expect(said(here, EDIT)).toEqual(['embeds', 'components']);
  expect(card.pictureName).toBe(shown);
});
