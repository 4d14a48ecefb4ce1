import { expect, it } from '@jest/globals';

import { finished, preview, result } from '../support/e2e-cards.js';
import { nextPromptOf, placeOf, statusOf } from '../support/e2e-card-look.js';
import { shareGeminiWorld } from '../support/e2e-gemini.js';

const room = shareGeminiWorld({ GEMINI_MODELS: 'gemini-3-pro-image' });

const KITTENS = { channel: 'kittens' };

it('Settings that are chosen on a preview are kept over a SIGKILL, and made the picture that follows', async () => {
  const { world, gemini, ann, ben } = room();
  const card = await preview(ann, 'a cat', KITTENS);
  const modal = await ann.openModal(card, '⚙️');
  expect(modal.choices.map(({ label, values }) => [label, values])).toEqual([
    ['Aspect ratio', ['automatic']],
    ['Size', ['automatic']],
    ['Number', ['automatic']],
    ['Model', ['automatic']],
    ['Thinking', ['automatic']],
  ]);
  await world.killAndRestart();
  await modal.submit({ 'Aspect ratio': '16:9', Size: '2K', Thinking: 'high' });
  expect(card.footer).toMatch(/^16:9 · 2K · high thinking · ≈ \$0\.06 · Persistent Session ID: /);
  await ben.click(card, 'Process Prompt');
  await finished(card);
  expect(card.footer).toMatch(/^gemini-nano-banana-2\.1 · 16:9 · 2K · high thinking · /);
  expect(gemini.requests.at(-1)?.body).toMatchObject({
    generationConfig: {
      imageConfig: { aspectRatio: '16:9', imageSize: '2K' },
      thinkingConfig: { thinkingLevel: 'HIGH' },
    },
  });
});

it('Settings that are changed on a result apply to all that follows, and not to Again', async () => {
  const { gemini, ann } = room();
  const card = await result(ann, 'a cat');
  const modal = await ann.openModal(card, 'Settings');
  await modal.submit({ Model: 'gemini-3-pro-image', 'Aspect ratio': '8:1' });
  expect(card.description).toContain('⚙️ Next: gemini-3-pro-image · 21:9');
  expect(card.description).toContain('gemini-3-pro-image has no ratio 8:1, so I use the nearest');
  await ann.click(card, 'Vary');
  await card.changed(() => placeOf(card) === '2 of 2');
  expect(card.footer).toMatch(/^gemini-3-pro-image · 21:9 · /);
  expect(card.description).not.toContain('⚙️');
  await ann.click(card, '⬅️');
  await ann.click(card, 'Again');
  await card.changed(() => placeOf(card) === '3 of 3');
  expect(gemini.requests.map(({ model }) => model)).toEqual([
    'gemini-nano-banana-2.1',
    'gemini-3-pro-image',
    'gemini-nano-banana-2.1',
  ]);
  expect(gemini.requests[2]).toEqual(gemini.requests[0]);
});

it('flags in a mention are settings, and what is impossible becomes a note', async () => {
  const { ann } = room();
  const direct = await ann.nextReply(await ann.dm('a cat --ar 3:2 --stylize 100'));
  expect(direct.title).toBe('a cat --stylize 100');
  expect(direct.footer).toMatch(/^3:2 · /);
  const noted = await preview(ann, 'a dog -16:9 --size 9K --model pro');
  expect(noted.title).toBe('a dog');
  expect(noted.footer).toMatch(/^16:9 · /);
  expect(noted.field('Please note')).toBe(
    [
      'I left out --size 9K: possible are 1K, 2K, 4K.',
      'I left out --model pro: possible are gemini-nano-banana-2.1, gemini-3-pro-image.',
    ].join('\n'),
  );
});

it('flags in Edit Prompt are settings of the card, and what is impossible becomes a note', async () => {
  const { gemini, ann } = room();
  const card = await result(ann, 'a cat');
  const modal = await ann.openModal(card, 'Edit Prompt');
  await modal.submit({ prompt: 'a dog --ar 16:9 --size 9K --n 7' });
  expect(nextPromptOf(card)).toBe('a dog');
  const lines = card.description?.split('\n').slice(2);
  expect(lines).toEqual([
    '⚙️ Next: 16:9',
    '⚙️ I left out --size 9K: possible are 1K, 2K, 4K.',
    '⚙️ I left out --n 7: possible are 1, 2, 3, 4.',
  ]);
  expect((await ann.openModal(card, 'Edit Prompt')).inputs[0]?.value).toBe('a dog');
  await ann.click(card, 'Process Prompt');
  await card.changed(() => placeOf(card) === '2 of 2');
  expect(card.footer).toMatch(/ · 16:9 · /);
  expect(card.description).not.toContain('⚙️');
  expect(gemini.requests.at(-1)?.prompt).toBe('a dog');
});

it('a model that is not configured any more is replaced by the usual one, and the card says so', async () => {
  const { world, gemini, ann } = room();
  const card = await preview(ann, 'a cat --model gemini-3-pro-image');
  await world.bot.kill();
  await world.startBot({ GEMINI_MODELS: '' });
  await ann.click(card, 'Process Prompt');
  expect(card.description).toContain(
    '⚙️ The model gemini-3-pro-image is not available any more, so I use gemini-nano-banana-2.1.',
  );
  await finished(card);
  expect(statusOf(card)).toBeUndefined();
  expect(gemini.requests.at(-1)?.model).toBe('gemini-nano-banana-2.1');
  await world.killAndRestart();
});
