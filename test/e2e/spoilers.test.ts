import { expect, it } from '@jest/globals';

import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { preview } from '../support/e2e-cards.js';
import { shareGeminiWorld } from '../support/e2e-gemini.js';
import { photo } from '../support/pictures.js';
import { placeOf, statusOf } from '../support/e2e-card-look.js';

const room = shareGeminiWorld();

/** Waits until a card shows a picture that is covered, and nothing that is not. */
async function covered(card: SeenMessage, title: string): Promise<string> {
  await card.changed(() => placeOf(card) === title && statusOf(card) === undefined);
  expect(card.embeds[0]?.image).toBeUndefined();
  expect(card.files.map(({ isSpoiler }) => isSpoiler)).toEqual([true]);
  return card.files[0]?.name ?? '';
}

it.each([
  ['name', { name: 'SPOILER_photo.png' }],
  ['flag', { name: 'photo.png', isSpoiler: true }],
])(
  'a picture that its sender covered by its %s stays covered: in the preview, in all outputs, after a restart',
  async (_how, file) => {
    const { world, ann, ben } = room();
    const files = [{ ...file, bytes: await photo().png().toBuffer() }];
    const card = await preview(ann, 'make it winter', { files });
    expect(card.embeds[0]?.image).toBeUndefined();
    expect(card.files.map(({ isSpoiler }) => isSpoiler)).toEqual([true]);

    await ann.click(card, 'Process Prompt');
    const made = await covered(card, '2 of 2');
    await world.bot.kill();
    await world.startBot();
    await ann.click(card, '⬅️');
    const sent = await covered(card, '1 of 2');
    await ann.click(card, '➡️');
    expect(await covered(card, '2 of 2')).toBe(made);
    expect(sent).not.toBe(made);

    const reply = await preview(ben, 'more snow', { replyTo: card });
    expect(reply.files.map(({ isSpoiler }) => isSpoiler)).toEqual([true]);
  },
);

it('a style from a covered output is covered as well', async () => {
  const { ann } = room();
  const files = [{ name: 'SPOILER_a.png', bytes: await photo().png().toBuffer() }];
  const card = await preview(ann, 'make it winter', { files });
  await ann.click(card, 'Process Prompt');
  await covered(card, '2 of 2');
  await ann.select(card, 'Sketch');
  expect(await covered(card, '3 of 3')).toMatch(/^SPOILER_output_/);
});
