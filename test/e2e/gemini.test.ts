import { rm } from 'node:fs/promises';
import path from 'node:path';

import { expect, it } from '@jest/globals';

import { STYLES, styledPrompt } from '../../src/interactions/styles.js';
import { failureOn, nextPromptOf, placeOf, statusOf } from '../support/e2e-card-look.js';
import { finished, preview, restyle, result } from '../support/e2e-cards.js';
import {
  expectKeyInHeadersOnly,
  expectNoSecrets,
  shareGeminiWorld,
  startWithGemini,
} from '../support/e2e-gemini.js';
import { storedPictures } from '../support/e2e-storage.js';
import { gate } from '../support/gate.js';
import { picture, textOnly } from '../support/gemini-answers.js';
import { meanDifference, photo } from '../support/pictures.js';

const room = shareGeminiWorld();

const neon = STYLES.find(({ key }) => key === 'neon')!;

async function pngs(...hues: readonly number[]): Promise<Buffer[]> {
  return Promise.all(hues.map((hue) => photo(200, 150).modulate({ hue }).png().toBuffer()));
}

it('Gemini is asked the prompt, and its picture is delivered and stored in its original bytes', async () => {
  const all = room();
  const { world, gemini, ann } = all;
  const [bytes] = await pngs(90);
  gemini.script(picture(bytes!, 'Here it is.'));
  const card = await result(ann, 'a lighthouse');
  expect(gemini.requests).toHaveLength(1);
  expect(gemini.requests[0]).toMatchObject({
    model: 'gemini-nano-banana-2.1',
    prompt: 'a lighthouse',
    pictures: [],
  });
  expect(Buffer.from(await card.picture())).toEqual(bytes);
  expect(await storedPictures(world, card, 'output_images')).toEqual([bytes]);
  expect(card.footer).toMatch(/^gemini-nano-banana-2\.1 · /);
  expect(card.field('The model says')).toBe('Here it is.');
  expectKeyInHeadersOnly(all);
  expectNoSecrets(all, world.bot);
});

it('Gemini is asked with the original inputs, not the contact sheet that the card shows', async () => {
  const { world, gemini, ann } = room();
  const inputs = await pngs(0, 120, 240);
  const files = inputs.map((bytes, n) => ({ name: `p${n}.png`, bytes }));
  const card = await preview(ann, 'mix these', { files });
  const sheet = Buffer.from(await card.picture());
  await ann.click(card, 'Process Prompt');
  await finished(card);
  const sent = gemini.requests[0]!.pictures.map(({ bytes }) => bytes);
  expect(sent).toEqual(await storedPictures(world, card, 'input_images'));
  expect(sent).toHaveLength(3);
  expect(sent).not.toContainEqual(sheet);
  for (const [n, bytes] of sent.entries()) {
    expect(await meanDifference(bytes, inputs[n]!)).toBeLessThan(1);
  }

  // Back on the contact sheet, Process Prompt means the inputs again.
  await ann.click(card, '⬅️');
  expect(Buffer.from(await card.picture())).toEqual(sheet);
  await ann.click(card, 'Process Prompt');
  await card.changed(() => placeOf(card) === '3 of 3');
  expect(gemini.requests[1]!.pictures.map(({ bytes }) => bytes)).toEqual(sent);
});

it('Gemini is asked with the output shown, in its original bytes, and the current prompt', async () => {
  const { gemini, ann } = room();
  const [first, second] = await pngs(60, 180);
  gemini.script(picture(first!), picture(second!));
  const card = await result(ann, 'a garden');
  await ann.click(card, 'Process Prompt');
  await card.changed(() => placeOf(card) === '2 of 2');
  await ann.click(card, '⬅️');
  await (await ann.openModal(card, 'Edit Prompt')).submit({ prompt: 'at night' });
  await ann.click(card, 'Process Prompt');
  await card.changed(() => placeOf(card) === '3 of 3');
  expect(gemini.requests.map(({ prompt }) => prompt)).toEqual(['a garden', 'a garden', 'at night']);
  expect(gemini.requests[1]!.pictures).toEqual([{ mimeType: 'image/png', bytes: first }]);
  expect(gemini.requests[2]!.pictures).toEqual([{ mimeType: 'image/png', bytes: first }]);
});

it('Gemini is asked a style’s own wording for text, for pictures, and for both', async () => {
  const { gemini, ann } = room();
  const [bytes] = await pngs(30);
  const files = [{ name: 'photo.png', bytes: bytes! }];
  const text = await preview(ann, 'a harbour');
  const images = await preview(ann, '', { files });
  const both = await preview(ann, 'a harbour', { files });
  for (const card of [text, images, both, text]) await restyle(ann, card, neon.name);
  expect(gemini.requests.map(({ prompt, pictures }) => [prompt, pictures.length])).toEqual([
    [styledPrompt(neon, { prompt: 'a harbour', hasPictures: false }), 0],
    [neon.wordings.images, 1],
    [styledPrompt(neon, { prompt: 'a harbour', hasPictures: true }), 1],
    // A second style on a request that has no other picture is a sibling of the first.
    [styledPrompt(neon, { prompt: 'a harbour', hasPictures: false }), 0],
  ]);
});

it('Gemini is asked nothing when an input picture is missing, and the card says why', async () => {
  const all = room();
  const { world, gemini, ann } = all;
  const [bytes] = await pngs(30);
  const card = await preview(ann, 'a harbour', {
    files: [{ name: 'photo.png', bytes: bytes! }],
  });
  await rm(path.join(world.dataDir, 'input_images', String(card.pictureName)));
  // A new process has nothing of it in memory.
  await world.killAndRestart();
  await ann.click(card, 'Process Prompt');
  expect(await failureOn(card)).toMatch(/missing or damaged in my storage, so I asked no model/);
  expect(card.buttons.filter(({ disabled }) => disabled)).toEqual([]);
  expect(gemini.requests).toEqual([]);
  expectNoSecrets(all, world.bot);
});

it('everyone else’s clicks are answered and their pictures made while a model call hangs', async () => {
  const { gemini, sandbox } = await startWithGemini();
  const [ann, ben] = [sandbox.user('ann'), sandbox.user('ben')];
  const other = await result(ben, 'a dog');
  await restyle(ben, other, neon.name);
  const stuck = await preview(ann, 'a cat');
  gemini.script({ kind: 'hang' });
  await ann.click(stuck, 'Process Prompt');
  await gemini.received(3);

  await ben.click(other, '⬅️');
  await ben.click(other, '➡️');
  expect(placeOf(other)).toBe('2 of 2');
  await (await ben.openModal(other, 'Edit Prompt')).submit({ prompt: 'a wolf' });
  expect(nextPromptOf(other)).toBe('a wolf');
  await ben.click(other, 'Process Prompt');
  await other.changed(() => placeOf(other) === '3 of 3');
  expect(statusOf(stuck)).toMatch(/^🍌 Making/);
});

it('a SIGKILL during a model call loses nothing: after the restart the card ends in its result, unasked', async () => {
  const all = room();
  const { world, gemini, ann } = all;
  const killed = world.bot;
  const card = await preview(ann, 'a cat');
  const { opened: after, open: release } = gate();
  const [late, fresh] = await pngs(10, 200);
  gemini.script({ kind: 'later', after, answer: picture(late!) }, picture(fresh!));
  await ann.click(card, 'Process Prompt');
  await gemini.received(1);
  await world.killAndRestart();
  await finished(card);
  release();
  expect(placeOf(card)).toBe('1 of 1');
  expect(Buffer.from(await card.picture())).toEqual(fresh);
  expect(gemini.requests.map(({ prompt }) => prompt)).toEqual(['a cat', 'a cat']);
  expectNoSecrets(all, killed, world.bot);
});

it('the log at info level holds no prompt and nothing that a model said', async () => {
  const all = await startWithGemini({ LOG_LEVEL: 'info' });
  const { gemini, sandbox, world } = all;
  const ann = sandbox.user('ann');
  const [bytes] = await pngs(30);
  gemini.script(picture(bytes!, 'model-chatter-one'), textOnly('model-chatter-two'));
  const card = await result(ann, 'private-words-one');
  await (await ann.openModal(card, 'Edit Prompt')).submit({ prompt: 'private-words-two' });
  await ann.click(card, 'Process Prompt');
  await failureOn(card);
  await restyle(ann, card, neon.name);

  // Too late for a modal that is filled with the prompt: Discord refuses it.
  const release = sandbox.faults.add({
    route: /callback$/,
    effect: { kind: 'delay', delayMs: 3_500 },
  });
  const failed = ann.openModal(card, 'Edit Prompt').catch(String);
  await sandbox.requests.begun({ route: /callback$/ });
  sandbox.clock.advance(4_000);
  expect(await failed).toContain('did not answer within 3 s');
  release();
  await world.bot.logged('Answer came too late');

  expect(world.bot.output).toContain('Generation failed');
  expect(world.bot.output).not.toMatch(/private-words|model-chatter/);
  expectNoSecrets(all, world.bot);
});
