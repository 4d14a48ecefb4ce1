import { expect, it } from '@jest/globals';

import { BLOCKED_TEXT, EXPLICIT_PICTURE } from '../../src/sandbox/faults.js';
import { finished, preview } from '../support/e2e-cards.js';
import { shareGeminiWorld } from '../support/e2e-gemini.js';
import { directMessage } from '../support/e2e-outcomes.js';
import { interactionIdOf, placeOf } from '../support/e2e-card-look.js';

const room = shareGeminiWorld();

/** By its channel, and by the token of a click. */
const EDIT = { method: 'PATCH', route: /^\/(?:channels|webhooks)\/.*\/messages\// };
const POST = { method: 'POST', route: '/channels/:id/messages' };
const ALWAYS = { times: Infinity };
const UNKNOWN_REFUSAL = {
  kind: 'status',
  status: 400,
  body: { code: 59_999, message: 'No, for a reason of the future' },
} as const;

it('a finished card whose words Discord refuses shows its picture, says so, and can be used', async () => {
  const { sandbox, ann } = room();
  const card = await preview(ann, 'a forbidden cat');
  sandbox.faults.add({ ...ALWAYS, carrying: { text: 'forbidden' }, effect: BLOCKED_TEXT });
  await ann.click(card, 'Process Prompt');
  await finished(card);
  expect(placeOf(card)).toBe('1 of 1');
  expect(card.description).toContain('does not let me show the words');
  expect((await card.picture()).length).toBeGreaterThan(0);
  expect(card.button('Process Prompt').disabled).toBe(false);

  await ann.select(card, 'Sketch');
  await card.changed(() => placeOf(card) === '2 of 2');
  await ann.click(card, '⬅️');
  expect(placeOf(card)).toBe('1 of 2');
});

it('a finished card whose picture Discord refuses says so, keeps its words, and can be used', async () => {
  const { sandbox, ann } = room();
  const card = await preview(ann, 'a cat');
  sandbox.faults.add({ ...ALWAYS, carrying: 'file', effect: EXPLICIT_PICTURE });
  await ann.click(card, 'Process Prompt');
  await finished(card);
  expect(card.description).toContain('does not let me show the picture');
  expect(card.title).toBe('a cat');
  expect(card.pictureName).toBeUndefined();
  expect(card.button('Process Prompt').disabled).toBe(false);
});

it('a finished card that Discord refuses in every form is told in a direct message, and a click shows it', async () => {
  const here = room();
  const { sandbox, ann } = here;
  const card = await preview(ann, 'a cat');
  sandbox.faults.add({ ...EDIT, ...ALWAYS, effect: UNKNOWN_REFUSAL });
  await ann.click(card, 'Process Prompt');
  const told = await directMessage(here, ann);
  expect(told.content).toContain('Discord does not let me show the result on your card');
  expect(interactionIdOf(told)).toBe(interactionIdOf(card));
  expect((await told.picture()).length).toBeGreaterThan(0);
  await ann.click(card, 'Cancel');
  expect(placeOf(card)).toBe('1 of 1');
  expect(card.button('Process Prompt').disabled).toBe(false);
});

it('a request whose words Discord refuses to show gets its card without them', async () => {
  const { sandbox, ann } = room();
  sandbox.faults.add({ ...POST, ...ALWAYS, carrying: { text: 'forbidden' }, effect: BLOCKED_TEXT });
  const card = await preview(ann, 'a forbidden cat');
  expect(card.description).toContain('does not let me show the words');
  await ann.click(card, 'Process Prompt');
  await finished(card);
});

it('a person whose request Discord lets nobody answer in the channel is told in a direct message', async () => {
  const here = room();
  here.sandbox.faults.add({
    method: 'POST',
    route: new RegExp(`/channels/${here.sandbox.world.channel(here.channel).id}/messages$`),
    ...ALWAYS,
    effect: UNKNOWN_REFUSAL,
  });
  await here.ann.mention('a cat');
  expect((await directMessage(here, here.ann)).content).toBe('Discord did not accept my answer.');
});
