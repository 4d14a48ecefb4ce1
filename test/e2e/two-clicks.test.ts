import { expect, it } from '@jest/globals';

import { finished, preview, restyle, result } from '../support/e2e-cards.js';
import { shareGeminiWorld } from '../support/e2e-gemini.js';

const room = shareGeminiWorld();

it('two clicks at once on an arrow of one card are both answered, and neither is lost', async () => {
  const { ann, ben } = room();
  const card = await result(ann, 'a cat');
  await restyle(ann, card, 'Sketch');
  await restyle(ann, card, 'Neon');
  await Promise.all([ann.click(card, '⬅️'), ben.click(card, '⬅️')]);
  expect(card.title).toBe('Output 1 of 3');
  await Promise.all([ann.click(card, '➡️'), ben.click(card, '➡️')]);
  expect(card.title).toBe('Output 3 of 3');
});

it('several clicks at once on Process Prompt start one generation', async () => {
  const { ann, ben, bot } = room();
  const card = await preview(ann, 'a cat');
  await Promise.all([
    ann.click(card, 'Process Prompt'),
    ben.click(card, 'Process Prompt'),
    ann.click(card, 'Process Prompt'),
  ]);
  await finished(card);
  expect(card.title).toBe('Output 1 of 1');

  await Promise.all([ann.click(card, 'Process Prompt'), ben.select(card, 'Sketch')]);
  await card.changed(() => card.title === 'Output 2 of 2');
  await finished(card);
  expect(bot.log.filter(({ msg }) => msg === 'Generation produced a picture')).toHaveLength(2);
});
