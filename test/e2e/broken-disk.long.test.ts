import { expect, it } from '@jest/globals';

import { BrokenDisk } from '../support/broken-disk.js';
import { CONFIRMATION, lookOf, nextPromptOf, placeOf, statusOf } from '../support/e2e-card-look.js';
import { finished, preview, restyle, result } from '../support/e2e-cards.js';
import { startWithGemini } from '../support/e2e-gemini.js';
import { E2eWorld } from '../support/e2e-world.js';
import { gate } from '../support/gate.js';
import { picture } from '../support/gemini-answers.js';
import { bigPng } from '../support/pictures.js';

const UNREACHABLE = 'I could not reach my storage. Nothing was changed; try again in a moment.';

it.each([
  ['reports errors', 'EIO'],
  ['turns read-only', 'EROFS'],
] as const)(
  'everything is refused with the reason while the disk %s (%s), and done once it is well',
  async (_how, error) => {
    const disk = await BrokenDisk.make();
    const { sandbox } = await E2eWorld.start({ through: disk.through });
    const ann = sandbox.user('ann');
    const card = await result(ann, 'a cat');
    await restyle(ann, card, 'Sketch');
    const modal = await ann.openModal(card, 'Edit Prompt');
    const before = lookOf(card);

    await disk.fail(error);
    for (const use of [
      () => ann.click(card, '⬅️'),
      () => ann.click(card, 'Process Prompt'),
      () => modal.submit({ prompt: 'a dog' }),
    ]) {
      expect((await use()).ephemeral?.content).toBe(UNREACHABLE);
      expect(lookOf(card)).toEqual(before);
    }
    expect((await preview(ann, 'a whale')).content).toBe(UNREACHABLE);
    // What needs no writing works as ever.
    expect((await ann.openModal(card, 'Edit Prompt')).inputs[0]?.value).toBe('a cat');

    await disk.heal();
    await ann.click(card, '⬅️');
    expect(placeOf(card)).toBe('1 of 2');
    await modal.submit({ prompt: 'a dog' });
    expect(nextPromptOf(card)).toBe('a dog');
    expect(statusOf(await preview(ann, 'a whale'))).toBe(CONFIRMATION);
  },
);

it('a disk that breaks while a picture is made costs no picture: it is stored and shown as soon as the disk is well', async () => {
  const disk = await BrokenDisk.make();
  const { sandbox, gemini, world } = await startWithGemini({}, disk.through);
  const ann = sandbox.user('ann');
  const card = await preview(ann, 'a cat');
  const { opened: after, open: answer } = gate();
  gemini.script({ kind: 'later', after, answer: picture(await bigPng()) });
  await ann.click(card, 'Process Prompt');
  await gemini.received(1);

  await disk.fail('EIO');
  answer();
  await world.bot.logged('Retrying');
  expect(statusOf(card)).toMatch(/^🍌 Making/);
  await disk.heal();
  await finished(card);
  expect(placeOf(card)).toBe('1 of 1');
  expect(gemini.requests).toHaveLength(1);
});
