import { expect, it } from '@jest/globals';

import { VARIATION } from '../../src/interactions/wordings.js';
import { gate } from '../support/gate.js';
import { finished, result, restyle } from '../support/e2e-cards.js';
import { failureOn, placeOf } from '../support/e2e-card-look.js';
import { shareGeminiWorld } from '../support/e2e-gemini.js';
import { blockedOutput } from '../support/gemini-answers.js';
import { photo } from '../support/pictures.js';

const room = shareGeminiWorld();

const photoFile = async () => ({ name: 'photo.png', bytes: await photo(64, 48).png().toBuffer() });

it('Again asks for exactly what made the shown output, as another person and after a SIGKILL too', async () => {
  const { world, gemini, ann, ben } = room();
  const card = await result(ann, 'a cat', { files: [await photoFile()] });
  await restyle(ann, card, 'Neon');
  await ann.click(card, '⬅️');
  await ann.click(card, 'Again');
  await card.changed(() => placeOf(card) === '4 of 4');
  await world.killAndRestart();
  await ben.click(card, '⬅️');
  await ben.click(card, 'Again');
  await card.changed(() => placeOf(card) === '5 of 5');
  expect(card.description).toMatch(new RegExp(`^💡 Neon · 5 of 5 · for <@${ben.user.id}>`));
  const [first, neon, again, second] = gemini.requests;
  expect(again).toEqual(first);
  expect(second).toEqual(neon);
});

it('Again is off where a person’s own picture is shown, which nobody made', async () => {
  const { ann } = room();
  const card = await result(ann, 'a cat', { files: [await photoFile()] });
  await ann.click(card, '⬅️');
  expect(card.button('Again').disabled).toBe(true);
  expect(card.button('Vary').disabled).toBe(false);
});

it('Vary makes a variation of the shown output, in a thread and in a direct message', async () => {
  const { gemini, ann } = room();
  const direct = await ann.nextReply(await ann.dm('a cat'));
  await ann.click(direct, 'Process Prompt');
  await finished(direct);
  for (const card of [direct, await result(ann, 'a cat', { channel: 'kittens' })]) {
    await ann.click(card, 'Vary');
    await card.changed(() => placeOf(card) === '2 of 2');
    expect(card.title).toBe('a cat');
    expect(card.description).toMatch(/^🎛️ Variation · 2 of 2 · /);
    const { prompt, pictures } = gemini.requests.at(-1)!;
    expect([prompt, pictures.length]).toEqual([VARIATION, 1]);
  }
});

it('Cancel stands where Process Prompt was while a picture is made, and Try again where Again was after a failure', async () => {
  const { gemini, ann } = room();
  const card = await result(ann, 'a cat');
  const labels = () => card.buttons.map(({ label }) => label);
  const before = labels();
  const instead = (name: string, other: string) =>
    before.map((label) => (label === name ? other : label));
  const slow = gate();
  gemini.script({ kind: 'later', after: slow.opened, answer: blockedOutput('IMAGE_OTHER') });
  await ann.click(card, 'Vary');
  expect(labels()).toEqual(instead('Process Prompt', 'Cancel'));
  slow.open();
  await failureOn(card);
  expect(labels()).toEqual(instead('Again', 'Try again'));
});
