import { expect, it } from '@jest/globals';

import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { placeOf, cancelledBy, statusOf } from '../support/e2e-card-look.js';
import { result, restyle } from '../support/e2e-cards.js';
import { shareGeminiWorld, startWithGemini } from '../support/e2e-gemini.js';
import { httpError, picture } from '../support/gemini-answers.js';
import type { GeminiServer } from '../support/gemini-server.js';
import { photo } from '../support/pictures.js';

const room = shareGeminiWorld({ GEMINI_MODELS: 'gemini-3-pro-image' });

/** Presses Process Prompt with another prompt, and does not wait for the picture. */
async function ask(person: Person, card: SeenMessage, prompt: string): Promise<void> {
  await (await person.openModal(card, 'Edit Prompt')).submit({ prompt });
  await person.click(card, 'Process Prompt');
}

/** The same, and waits until the card shows the new picture. */
async function change(person: Person, card: SeenMessage, prompt: string): Promise<void> {
  const before = card.pictureName;
  await ask(person, card, prompt);
  await card.changed(() => card.pictureName !== before && statusOf(card) === undefined);
}

/** What people had asked for before, in the turns of each request. */
const askedBefore = ({ requests }: GeminiServer) =>
  requests.map(({ earlier }) =>
    earlier.filter(({ role }) => role === 'user').map(({ text }) => text),
  );

/** The prompts with these numbers. */
const prompts = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, n) => `prompt ${from + n}`);

/** A picture with words before it, both signed. */
const drawn = async () => picture(await photo(64, 48).png().toBuffer(), 'Here it is.');

it('a conversation over eight prompts goes on after SIGKILLs, with the six turns before each and all their signatures', async () => {
  const { world, sandbox, gemini } = await startWithGemini();
  const ann = sandbox.user('ann');
  gemini.script(await drawn());
  const photoFile = { name: 'photo.png', bytes: await photo(64, 48).png().toBuffer() };
  const card = await result(ann, 'prompt 0', { files: [photoFile] });
  for (const n of [1, 2]) await change(ann, card, `prompt ${n}`);
  await world.killAndRestart();
  await change(ann, card, 'prompt 3');
  gemini.script({ kind: 'hang' });
  const asked = gemini.requests.length;
  await ask(ann, card, 'prompt 4');
  await gemini.received(asked + 1);
  expect(statusOf(card)).toContain(' · going on from 5 of 5');
  await world.killAndRestart();
  await card.changed(() => placeOf(card) === '6 of 6' && statusOf(card) === undefined);
  for (const n of [5, 6, 7]) {
    await change(ann, card, `prompt ${n}`);
    await world.killAndRestart();
  }
  const before = askedBefore(gemini);
  expect(before).toEqual([
    [],
    prompts(0, 1),
    prompts(0, 2),
    prompts(0, 3),
    prompts(0, 4),
    // The call that the kill ended.
    prompts(0, 4),
    prompts(0, 5),
    prompts(0, 6),
    prompts(1, 7),
  ]);
  const [, second, , , , , , , last] = gemini.requests;
  expect(second?.earlier.map(({ text, pictures }) => [text, pictures.length])).toEqual([
    ['prompt 0', 1],
    ['Here it is.', 1],
  ]);
  // The turn before the oldest one is left out; the picture that it made is not.
  expect(last?.earlier[0]?.pictures[0]?.bytes).toEqual(second?.pictures[0]?.bytes);
});

it('a person walks back and goes on from there: only the branch that led to the shown output is sent, by Again as well', async () => {
  const { gemini, ann, ben } = room();
  const card = await result(ann, 'a cat', { channel: 'kittens' });
  await change(ann, card, 'with a hat');
  await change(ann, card, 'at night');
  await ann.select(card, '2 · with a hat');
  expect(placeOf(card)).toBe('2 of 3');
  await change(ben, card, 'in snow');
  expect(placeOf(card)).toBe('4 of 4');
  await change(ann, card, 'with a dog');
  await ben.click(card, 'Again');
  await card.changed(() => placeOf(card) === '6 of 6');
  expect(askedBefore(gemini).slice(3)).toEqual([
    ['a cat', 'with a hat'],
    ['a cat', 'with a hat', 'in snow'],
    ['a cat', 'with a hat', 'in snow'],
  ]);
});

it('a conversation begins anew with a style, and with another model, which is told nothing of the former one', async () => {
  const { gemini, ann } = room();
  const card = await result(ann, 'a cat');
  await change(ann, card, 'with a hat');
  await (await ann.openModal(card, 'Settings')).submit({ Model: 'gemini-3-pro-image' });
  await change(ann, card, 'at night');
  await change(ann, card, 'in snow');
  await restyle(ann, card, 'Neon');
  await change(ann, card, 'with a dog');
  const before = askedBefore(gemini);
  expect(before.slice(0, 4)).toEqual([[], ['a cat'], [], ['at night']]);
  const [, , otherModel, , styled] = gemini.requests;
  expect(otherModel?.pictures).toHaveLength(1);
  expect(before.slice(4)).toEqual([[], [styled?.prompt]]);
});

it('a model that refuses the turns before makes its picture from the shown one alone, and no card shows a failure', async () => {
  const { world, gemini, ann } = room();
  const card = await result(ann, 'a cat');
  await change(ann, card, 'with a hat');
  gemini.signatures.forget();
  await change(ann, card, 'at night');
  await change(ann, card, 'in snow');
  expect(placeOf(card)).toBe('4 of 4');
  expect(askedBefore(gemini)).toEqual([[], ['a cat'], ['a cat', 'with a hat'], [], ['at night']]);
  expect(world.bot.log.map(({ msg }) => msg)).toContain('The model refused the earlier turns');
});

it('all four pictures of one request go on from the same output, and each can be gone on from', async () => {
  const { gemini, ann } = room();
  const card = await result(ann, 'a cat');
  await (await ann.openModal(card, 'Settings')).submit({ Number: '4' });
  await ask(ann, card, 'with a hat');
  await card.changed(() => placeOf(card) === '2–5 of 5');
  await (await ann.openModal(card, 'Settings')).submit({ Number: 'automatic' });
  await ann.select(card, '4 · with a hat');
  await change(ann, card, 'at night');
  expect(askedBefore(gemini)).toEqual([
    [],
    ...Array.from({ length: 4 }, () => ['a cat']),
    ['a cat', 'with a hat'],
  ]);
});

it('a prompt that was cancelled, and one whose model was overloaded, are asked again with the same turns', async () => {
  const { sandbox, gemini } = await startWithGemini();
  const ann = sandbox.user('ann');
  const card = await result(ann, 'a cat');
  gemini.script({ kind: 'hang' });
  await ask(ann, card, 'with a hat');
  await gemini.received(2);
  expect(statusOf(card)).toContain(' · going on from 1 of 1');
  await ann.click(card, 'Cancel');
  await card.changed(() => statusOf(card) === cancelledBy(ann));
  gemini.script(httpError(503, 'UNAVAILABLE', 'Overloaded.'));
  await change(ann, card, 'with a hat');
  await change(ann, card, 'at night');
  expect(askedBefore(gemini)).toEqual([
    [],
    ['a cat'],
    ['a cat'],
    ['a cat'],
    ['a cat', 'with a hat'],
  ]);
});

it('a bot with CONVERSATION=off sends the shown picture alone, and says nothing of a conversation', async () => {
  const { sandbox, gemini } = await startWithGemini({ CONVERSATION: 'off' });
  const ann = sandbox.user('ann');
  const card = await result(ann, 'a cat');
  gemini.script({ kind: 'hang' });
  await ask(ann, card, 'with a hat');
  await gemini.received(2);
  expect(card.description).not.toContain('going on');
  await ann.click(card, 'Cancel');
  await card.changed(() => statusOf(card) === cancelledBy(ann));
  await change(ann, card, 'at night');
  expect(askedBefore(gemini)).toEqual([[], [], []]);
  expect(gemini.requests.at(-1)?.pictures).toHaveLength(1);
});
