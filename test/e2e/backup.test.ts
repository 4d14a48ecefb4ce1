import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

import { expect, it } from '@jest/globals';

import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { preview } from '../support/e2e-cards.js';
import { cli } from '../support/e2e-cli.js';
import { E2eDatabase } from '../support/e2e-database.js';
import { richCard } from '../support/e2e-explained.js';
import { forgetEverything, modesIn, plantUnused } from '../support/e2e-storage.js';
import { E2eWorld } from '../support/e2e-world.js';
import { placeOf } from '../support/e2e-card-look.js';

/** Old interactions are what makes a backup last. */
const KEEP = { env: { RETENTION_DAYS: '0' } };

/** Clicks through the outputs of cards until it is told to stop. */
async function clickSteadily(world: E2eWorld, cards: readonly SeenMessage[], signal: AbortSignal) {
  const ann = world.sandbox.user('ann');
  let clicks = 0;
  while (!signal.aborted) {
    for (const card of cards) await ann.click(card, clicks % 4 < 2 ? '⬅️' : '➡️');
    clicks += 1;
  }
  return clicks;
}

it('a backup made while people click restores to a state whose every card works', async () => {
  const world = await E2eWorld.start(KEEP);
  const ann = world.sandbox.user('ann');
  await plantUnused(world, await E2eDatabase.open(world), 300);
  const cards = [await richCard(ann), await richCard(ann), await richCard(ann)];
  const waiting = await preview(ann, 'a lighthouse');

  const stopping = new AbortController();
  const clicking = clickSteadily(world, cards, stopping.signal);
  const { code, stdout } = await cli(world, ['backup', '--out', 'b.tar.gz', '--json']);
  stopping.abort();
  expect(await clicking).toBeGreaterThan(1);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ interactions: 304, problems: [] });

  await forgetEverything(world);
  const restored = await cli(world, ['restore', 'b.tar.gz']);
  expect(restored.stdout).toMatch(/^304 interactions and 309 images \(.*\) are restored\.\n$/);
  await world.startBot();
  for (const card of cards) {
    // It may show another output than the one that was current when the backup was made.
    await ann.click(card, card.button('⬅️').disabled ? '➡️' : '⬅️');
    while (!card.button('⬅️').disabled) await ann.click(card, '⬅️');
    expect(placeOf(card)).toBe('1 of 3');
    for (const place of ['2 of 3', '3 of 3']) {
      expect(card.pictureName).not.toBe('picture_unavailable.png');
      await ann.click(card, '➡️');
      expect(placeOf(card)).toBe(place);
    }
    expect(card.pictureName).not.toBe('picture_unavailable.png');
    await ann.select(card, 'Neon');
    await card.changed(() => placeOf(card) === '4 of 4');
  }
  await ann.click(waiting, 'Process Prompt');
  await waiting.changed(() => placeOf(waiting) === '1 of 1');
  expect((await cli(world, ['verify'])).code).toBe(0);
});

it('a backup is private, holds no secret, and so is what comes of it', async () => {
  const world = await E2eWorld.start(KEEP);
  await richCard(world.sandbox.user('ann'));
  const made = await cli(world, ['backup', '--out', 'b.tar.gz']);
  const file = path.join(world.cwd, 'b.tar.gz');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  await forgetEverything(world);
  const restored = await cli(world, ['restore', 'b.tar.gz']);
  const written = [made.stdout, made.stderr, restored.stdout, restored.stderr].join('');
  for (const text of [written, gunzipSync(await readFile(file)).toString('latin1')]) {
    expect(text).not.toContain(world.sandbox.token);
  }
  for (const [name, mode] of await modesIn(world)) {
    const isFolder = name === '' || name.endsWith('_images');
    expect([name, mode]).toEqual([name, isFolder ? 0o700 : 0o600]);
  }
});
