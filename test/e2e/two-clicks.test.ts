import { describe, expect, it } from '@jest/globals';

import { finished, preview, restyle, result } from '../support/e2e-cards.js';
import { E2eWorld } from '../support/e2e-world.js';

describe('two clicks at once on one card', () => {
  it('on ➡️ are both answered, and neither is lost', async () => {
    const { sandbox } = await E2eWorld.start();
    const [ann, ben] = [sandbox.user('ann'), sandbox.user('ben')];
    const card = await result(ann, 'a cat');
    await restyle(ann, card, 'Sketch');
    await restyle(ann, card, 'Neon');
    await Promise.all([ann.click(card, '⬅️'), ben.click(card, '⬅️')]);
    expect(card.title).toBe('Output 1 of 3');
    await Promise.all([ann.click(card, '➡️'), ben.click(card, '➡️')]);
    expect(card.title).toBe('Output 3 of 3');
  });

  it('on Process Prompt start one generation', async () => {
    const { sandbox, bot } = await E2eWorld.start();
    const [ann, ben] = [sandbox.user('ann'), sandbox.user('ben')];
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

  it('64 at a time on as many cards are all answered', async () => {
    const { sandbox } = await E2eWorld.start();
    const ann = sandbox.user('ann');
    const cards = await Promise.all(
      Array.from({ length: 64 }, (_, n) => preview(ann, `card ${n}`)),
    );
    const modals = await Promise.all(cards.map((card) => ann.openModal(card, 'Edit Prompt')));
    await Promise.all(modals.map((modal, n) => modal.submit({ prompt: `edited ${n}` })));
    expect(cards.map(({ description }) => description)).toEqual(cards.map((_, n) => `edited ${n}`));
  });
});
