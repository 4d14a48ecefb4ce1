import { expect, it } from '@jest/globals';

import { lookOf, placeOf } from '../support/e2e-card-look.js';
import { preview, restyle, result } from '../support/e2e-cards.js';
import { shareWorld } from '../support/e2e-room.js';

const room = shareWorld();

it('who clicks on a card whose embeds a moderator has hidden is told, and nothing is made or uploaded', async () => {
  const { sandbox, ann } = room();
  const card = await result(ann, 'a cat');
  await restyle(ann, card, 'Sketch');
  const before = lookOf(card);
  sandbox.suppressEmbeds(card, true);
  sandbox.requests.clear();
  for (const button of ['Process Prompt', '⬅️', 'Edit Prompt']) {
    const { ephemeral } = await ann.click(card, button, { force: true });
    expect(ephemeral?.content).toContain('Somebody has removed the embed of this card');
  }
  expect(sandbox.requests.all.filter(({ files }) => (files ?? []).length > 0)).toEqual([]);
  sandbox.suppressEmbeds(card, false);
  expect(lookOf(card)).toEqual(before);
  await ann.click(card, '⬅️');
  expect(placeOf(card)).toBe('1 of 2');
});

it('a mention in a reply to a card whose embeds are hidden starts from its picture', async () => {
  const { sandbox, ann } = room();
  const card = await result(ann, 'a cat');
  const shown = Buffer.from(await card.picture());
  sandbox.suppressEmbeds(card, true);
  const next = await preview(ann, 'at night', { replyTo: card });
  expect(Buffer.from(await next.picture())).toEqual(shown);
});
