import { expect, it } from '@jest/globals';

import { startBucket } from '../support/e2e-bucket.js';
import { result } from '../support/e2e-cards.js';
import { cli, CliProcess } from '../support/e2e-cli.js';
import { E2eDatabase } from '../support/e2e-database.js';
import { richCard } from '../support/e2e-explained.js';
import { pictureNames, plantUnused } from '../support/e2e-storage.js';
import { E2eWorld } from '../support/e2e-world.js';
import { placeOf } from '../support/e2e-card-look.js';

/** Old interactions are what makes a copy last. */
const KEEP = { RETENTION_DAYS: '0' };

it('nanobanana images copy moves the pictures of a running bot into a bucket, in two goes, and back', async () => {
  const bucket = await startBucket();
  const { IMAGE_STORE: to = '', ...access } = bucket.env;
  const world = await E2eWorld.start({ env: { ...KEEP, ...access } });
  const ann = world.sandbox.user('ann');
  await plantUnused(world, await E2eDatabase.open(world), 100);
  const card = await richCard(ann);

  // It is killed half way, and people go on meanwhile.
  const copying = CliProcess.start(world, ['images', 'copy', '--to', to]);
  await bucket.stored(20);
  copying.signal('SIGKILL');
  await copying.ended;
  await result(ann, 'a whale');
  const finished = await cli(world, ['images', 'copy', '--to', to, '--json']);
  expect(finished.code).toBe(0);
  const report = JSON.parse(finished.stdout);
  expect(report).toMatchObject({ interactions: 102, problems: 0 });
  expect(report.alreadyThere).toBeGreaterThanOrEqual(20);
  const names = await pictureNames(world);
  expect([...bucket.objects.keys()].toSorted()).toEqual(names.map((name) => `bot/${name}`));

  await world.bot.stop();
  const inBucket = { IMAGE_STORE: to };
  expect((await cli(world, ['verify'], inBucket)).stdout).toContain('everything is well');
  const back = ['images', 'copy', '--to', 'file:back'];
  const returned = await cli(world, back, inBucket);
  expect(returned.stdout).toContain(`${names.length} pictures copied (`);
  const inFiles = { IMAGE_STORE: 'file:back' };
  expect((await cli(world, ['verify'], inFiles)).stdout).toContain('everything is well');

  await world.startBot(inBucket);
  await ann.click(card, '⬅️');
  expect(placeOf(card)).toBe('2 of 3');
  expect(bucket.requests.at(-1)).toMatch(/^GET /);
});

it('nanobanana images copy refuses what names no place, and the place where pictures are', async () => {
  const world = await E2eWorld.withoutBot();
  const nowhere = await cli(world, ['images', 'copy', '--to', 'gs://bucket']);
  expect(nowhere).toMatchObject({ code: 64, stdout: '' });
  expect(nowhere.stderr).toContain('It must be s3:// with a bucket');
  const same = await cli(world, ['images', 'copy', '--to', `file:${world.dataDir}`]);
  expect(same).toMatchObject({ code: 64, stdout: '' });
  expect(same.stderr).toContain('name the same place');
});
