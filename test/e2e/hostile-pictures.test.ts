import { readFile } from 'node:fs/promises';

import { expect, it } from '@jest/globals';

import { preview } from '../support/e2e-cards.js';
import { E2eWorld } from '../support/e2e-world.js';
import { eventually } from '../support/eventually.js';
import { croppedAvif, endlessJpeg } from '../support/hostile-pictures.js';
import { photo } from '../support/pictures.js';
import { childrenOf, isAlive } from '../support/processes.js';
import { requestOf } from '../support/e2e-card-look.js';

it('pictures are opened in another process, which starts with the first of them and ends with the bot', async () => {
  const { sandbox, bot } = await E2eWorld.start();
  const { pid } = bot;
  expect(await childrenOf(pid)).toEqual([]);
  const [ann, ben] = [sandbox.user('ann'), sandbox.user('ben')];
  const bytes = await photo(64, 48).png().toBuffer();
  const files = [
    { name: 'photo.png', bytes },
    { name: 'cropped.avif', bytes: await croppedAvif(5000) },
  ];
  const card = await preview(ann, 'mix these', { files });
  expect(requestOf(card).pictures).toBe(1);
  expect(card.field('Please note')).toBe(
    '**cropped.avif** was left out. This picture takes 430 MiB of memory to open; at most 400 MiB can be used. An ordinary JPEG of it takes less.',
  );
  await ann.mention('', { files: [{ name: 'endless.jpg', bytes: endlessJpeg() }] });
  await preview(ben, 'and this', { files: [{ name: 'photo.png', bytes }] });
  expect(await readFile(`/proc/${pid}/maps`, 'utf8')).not.toContain('libvips');

  const children = await childrenOf(pid);
  expect(children.length).toBeGreaterThan(0);
  await bot.kill();
  for (const child of children) await eventually(async () => !(await isAlive(child)));
});
