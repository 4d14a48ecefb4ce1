import { expect, it } from '@jest/globals';

import { placeOf } from '../support/e2e-card-look.js';
import { finished, preview, restyle } from '../support/e2e-cards.js';
import { shareGeminiWorld } from '../support/e2e-gemini.js';
import { picture } from '../support/gemini-answers.js';
import { solid } from '../support/pictures.js';

const room = shareGeminiWorld();

const pngs = async (count: number) =>
  Promise.all(Array.from({ length: count }, (_, n) => solid([n, 0, 0], 32, 24).png().toBuffer()));

it('styles in a row are siblings, until somebody goes to one of them by its name, also after a SIGKILL', async () => {
  const { world, gemini, ann, ben } = room();
  const made = await pngs(5);
  for (const bytes of made) gemini.script(picture(bytes));
  const card = await ann.nextReply(await ann.dm('a cat'));
  await ann.click(card, 'Process Prompt');
  await finished(card);
  for (const style of ['Neon', 'Sketch', 'Watercolor']) await restyle(ann, card, style);
  expect(card.selects.map(({ placeholder }) => placeholder)).toEqual([
    'Apply a style to picture 1…',
    'Go to…',
  ]);
  await world.killAndRestart();
  await ann.select(card, '3 · Sketch');
  expect(placeOf(card)).toBe('3 of 4');
  expect(card.selects[0]?.placeholder).toBe('Apply a style to this sketch…');
  await restyle(ann, card, 'Gothic');
  const sources = gemini.requests.slice(1).map(({ pictures }) => pictures[0]?.bytes);
  expect(sources).toEqual([made[0], made[0], made[0], made[2]]);

  const shared = await preview(ben, 'a dog', { channel: 'kittens' });
  await ben.click(shared, 'Process Prompt');
  await finished(shared);
  for (const style of ['Neon', 'Sketch']) await restyle(ben, shared, style);
  await ann.select(shared, '1 · a dog');
  expect(placeOf(shared)).toBe('1 of 3');
});
