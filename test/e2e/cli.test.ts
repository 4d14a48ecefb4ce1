import { rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { expect, it } from '@jest/globals';

import { interactionIdOf } from '../support/e2e-card-look.js';
import { preview } from '../support/e2e-cards.js';
import { cli } from '../support/e2e-cli.js';
import { E2eDatabase } from '../support/e2e-database.js';
import { richCard } from '../support/e2e-explained.js';
import { startWithGemini } from '../support/e2e-gemini.js';
import { pictureNames, plantOrphan } from '../support/e2e-storage.js';
import { E2eWorld } from '../support/e2e-world.js';

const API_KEY = 'AIzaSy-no-output-may-hold-this-0123456789';

it('nanobanana doctor finds everything well beside a running bot, and gives no secret away', async () => {
  const { world, gemini } = await startWithGemini({ GOOGLE_API_KEY: API_KEY });
  const { code, stdout, stderr } = await cli(world, ['doctor']);
  expect(stdout.split('\n').filter((line) => !/^(✔|$)/.test(line))).toEqual([]);
  for (const what of ['Configuration', 'Database', 'Image store', 'Disk', 'Clock', 'Intents']) {
    expect(stdout).toContain(`✔ ${what}: `);
  }
  expect(stdout).toContain('✔ Image model: Gemini takes the key');
  expect(stdout).toMatch(/✔ Server .*: all permissions are there/);
  expect(stdout).toContain('✔ Channels of Studio: the bot can answer in all that it sees');
  expect(code).toBe(0);
  expect(gemini.requests).toEqual([]);
  expect(`${stdout}${stderr}`).not.toContain(API_KEY);
  expect(`${stdout}${stderr}`).not.toContain(world.sandbox.token);
  expect(await pictureNames(world)).toEqual([]);
});

it('nanobanana stats and show tell what is stored, of what, and one interaction whole', async () => {
  const world = await E2eWorld.start();
  const card = await richCard(world.sandbox.user('ann'));
  const id = interactionIdOf(card);
  const stats = await cli(world, ['stats', '--json']);
  expect(stats.code).toBe(0);
  expect(JSON.parse(stats.stdout)).toMatchObject({
    interactions: 1,
    unreadable: 0,
    pictures: { input: { count: 1 }, generated: { count: 1 }, styled: { count: 1 } },
  });
  expect((await cli(world, ['stats'])).stdout).toContain('Interactions  1\n');
  const shown = await cli(world, ['show', id]);
  expect(shown.code).toBe(0);
  expect(shown.stdout).toContain(`Interaction    ${id}, version `);
  expect(shown.stdout).toContain('Asked for      a cat');
  const whole = await cli(world, ['show', id, '--json']);
  expect(JSON.parse(whole.stdout)).toMatchObject({ id, originalPrompt: 'a cat' });
  const unknown = await cli(world, ['show', id.replace(/^./, 'x')]);
  expect(unknown).toMatchObject({ code: 66, stdout: '' });
});

it('nanobanana verify finds what is missing, damaged, unreadable or orphaned, and fixes orphans alone', async () => {
  const world = await E2eWorld.start();
  const { sandbox } = world;
  const [card, broken] = [
    await richCard(sandbox.user('ann')),
    await preview(sandbox.user('ben'), 'a dog'),
  ];
  expect((await cli(world, ['verify'])).code).toBe(0);
  const names = await pictureNames(world);
  const [generated, styled] = ['_generated_', '_styled_'].map((part) =>
    names.find((name) => name.includes(part)),
  );
  await rm(path.join(world.dataDir, generated!));
  await truncate(path.join(world.dataDir, styled!), 100);
  // A bot that runs removes orphans itself, soon after its start.
  await world.bot.stop();
  const orphan = await plantOrphan(world);
  await writeFile(path.join(world.dataDir, 'output_images', 'mine.txt'), 'mine');
  const database = await E2eDatabase.open(world);
  await database.run('UPDATE interactions SET format = 99 WHERE id = ?', interactionIdOf(broken));

  const id = interactionIdOf(card);
  const expected = [
    { kind: 'missing_image', interactionId: id, key: generated },
    { kind: 'damaged_image', interactionId: id, key: styled },
    { kind: 'unreadable_row', interactionId: interactionIdOf(broken), key: null },
    { kind: 'orphaned_file', interactionId: null, key: orphan },
  ];
  const found = await cli(world, ['verify', '--json']);
  expect(found.code).toBe(1);
  const { findings }: { findings: unknown[] } = JSON.parse(found.stdout);
  expect(findings).toHaveLength(4);
  expect(findings).toEqual(expect.arrayContaining(expected));
  expect(await pictureNames(world)).toContain(orphan);

  const fixed = await cli(world, ['verify', '--fix']);
  expect(fixed.code).toBe(1);
  expect(fixed.stdout).toContain(`${orphan}  is named by no row; removed`);
  const left = [...names.filter((name) => name !== generated), 'output_images/mine.txt'];
  expect(await pictureNames(world)).toEqual(left.toSorted());
});
