import { readdir } from 'node:fs/promises';
import path from 'node:path';

import { expect, it } from '@jest/globals';

import { interactionIdOf, lookOf, statusOf } from '../support/e2e-card-look.js';
import { preview, result } from '../support/e2e-cards.js';
import { cli } from '../support/e2e-cli.js';
import { E2eDatabase } from '../support/e2e-database.js';
import { startWithGemini } from '../support/e2e-gemini.js';
import { eventually } from '../support/eventually.js';
import { age } from '../support/e2e-storage.js';
import { E2eWorld } from '../support/e2e-world.js';
import type { GeminiAnswer } from '../support/gemini-answers.js';
import { photo } from '../support/pictures.js';

const HANGS: GeminiAnswer = { kind: 'hang' };
const MINUTE_MS = 60_000;

const photoFile = async () => ({ name: 'photo.jpg', bytes: await photo().jpeg().toBuffer() });

it('a flood of mentions stores no more pictures than a minute allows, is answered once, and holds up nobody', async () => {
  const world = await E2eWorld.start({ env: { REQUESTS_PER_PERSON_PER_MINUTE: '3' } });
  const [ann, ben] = ['ann', 'ben'].map((name) => world.sandbox.user(name));
  const files = [await photoFile()];
  for (let n = 0; n < 12; n += 1) await ann!.mention(`cat ${n}`, { files });
  expect((await preview(ben!, 'a dog')).title).toBe('a dog');
  const refused = () => world.bot.log.filter(({ msg }) => msg === 'Refused').length;
  await world.bot.logged('Refused', () => refused() === 9);
  const database = await E2eDatabase.open(world);
  const stored = `SELECT COUNT(*) AS count FROM interactions WHERE user_id = '${ann!.id}'`;
  await eventually(async () => (await database.number(stored)) >= 3);
  expect(await database.number(stored)).toBe(3);
  expect(await readdir(path.join(world.dataDir, 'input_images'))).toHaveLength(3);
  const told = world.sandbox.requests.all.filter(({ body }) =>
    JSON.stringify(body ?? '').includes('I take 3 requests a minute'),
  );
  expect(told).toHaveLength(1);

  world.sandbox.clock.advance(MINUTE_MS);
  expect((await preview(ann!, 'a bird')).title).toBe('a bird');
});

it('a picture more than a person may have waiting is refused privately, also after a SIGKILL, until one is over', async () => {
  const { world, sandbox, gemini } = await startWithGemini({ WAITING_PER_PERSON: '1' });
  const ann = sandbox.user('ann');
  const [first, second] = [await preview(ann, 'a cat'), await preview(ann, 'a dog')];
  gemini.script(HANGS, HANGS);
  await ann.click(first, 'Process Prompt');
  await gemini.received(1);
  const before = lookOf(second);
  const refusal = async () => (await ann.click(second, 'Process Prompt')).ephemeral?.content;
  expect(await refusal()).toContain('1 picture of yours is waiting or being made');
  expect(lookOf(second)).toEqual(before);
  await world.killAndRestart();
  expect(await refusal()).toContain('1 picture of yours is waiting or being made');
  await ann.click(first, 'Cancel');
  await first.changed(() => statusOf(first)?.startsWith('🛑 Cancelled') === true);
  await ann.click(second, 'Process Prompt');
  await second.changed(() => second.buttons.some(({ label }) => label === 'Cancel'));
});

it('whose pictures take too much adds no other ones, and walks on', async () => {
  const world = await E2eWorld.start({ env: { STORAGE_PER_PERSON: '1KiB' } });
  const ann = world.sandbox.user('ann');
  const files = [await photoFile()];
  const card = await preview(ann, 'make it winter', { files });
  const { ephemeral } = await ann.click(card, 'Process Prompt');
  expect(ephemeral?.content).toMatch(
    /^Your pictures take .+, and I keep 1\.0 KiB for one person\./,
  );
  expect(ephemeral?.content).toMatch(/<t:\d+:R>\.$/);
  const reply = await ann.nextReply(await ann.mention('a dog'));
  expect(reply.content).toMatch(/^Your pictures take /);
});

it('where the disk is nearly full, no pictures are taken in, and cards go on working', async () => {
  const world = await E2eWorld.start({ env: { MIN_FREE_DISK: '900000 TiB' } });
  const ann = world.sandbox.user('ann');
  const card = await result(ann, 'a cat');
  expect(card.files).toHaveLength(1);
  const files = [await photoFile()];
  const reply = await ann.nextReply(await ann.mention('make it winter', { files }));
  expect(reply.content).toMatch(/^My disk is nearly full, so I take no pictures for now\./);
  const { msg } = await world.bot.logged(
    'The disk has less free than MIN_FREE_DISK, so no pictures are taken in',
  );
  expect(msg).toBeDefined();
});

it('a preview that nobody confirms goes a day after its last use, and a result stays', async () => {
  const world = await E2eWorld.start({ env: { PREVIEW_HOURS: '24' } });
  const ann = world.sandbox.user('ann');
  const [forgotten, made, young] = [
    await preview(ann, 'a cat', { files: [await photoFile()] }),
    await result(ann, 'a dog'),
    await preview(ann, 'a bird'),
  ];
  const database = await E2eDatabase.open(world);
  // The bot's own cleanup, which would take it.
  await world.bot.logged('Cleaned up');
  const day = new Date(Date.now() - 25 * 3_600_000).toISOString();
  for (const card of [forgotten, made]) {
    await age(database, 2, interactionIdOf(card));
    await database.run(
      'UPDATE interactions SET created_at = ? WHERE id = ?',
      day,
      interactionIdOf(card),
    );
  }
  const { stdout } = await cli(world, ['cleanup', '--max-age-days', '30', '--json']);
  expect(JSON.parse(stdout)).toMatchObject({ interactions: 1, images: 1 });
  const { ephemeral } = await ann.click(forgotten, 'Process Prompt');
  expect(ephemeral?.content).toContain('previews that nobody confirms for 24 hours');
  for (const card of [made, young]) expect(await database.row(interactionIdOf(card))).toBeDefined();
});
