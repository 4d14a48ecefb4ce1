import { expect, it } from '@jest/globals';

import { preview, restyle, result } from '../support/e2e-cards.js';
import { startWithGemini } from '../support/e2e-gemini.js';
import { diesTwice, startMortal, thirdLife } from '../support/e2e-mortal.js';
import { CONFIRMATION, statusOf } from '../support/e2e-card-look.js';

it('a click that one process after the other died over is not carried out again, and others are', async () => {
  const { world, sandbox } = await startWithGemini();
  const [ann, ben] = [sandbox.user('ann'), sandbox.user('ben')];
  const card = await result(ann, 'a cat');
  const first = card.pictureName ?? '';
  await restyle(ann, card, 'Sketch');
  await diesTwice(world, first, () => ann.click(card, '⬅️'));
  for (let life = 3; life <= 7; life += 1) await startMortal(world, first).ended();
  const bot = await thirdLife(world, first);
  expect(statusOf(await preview(ben, 'a dog'))).toBe(CONFIRMATION);
  expect(bot.hasEnded).toBe(false);
});
