import { randomUUID } from 'node:crypto';

import { expect, it } from '@jest/globals';

import { imageKey } from '../../src/persistence/images/image-keys.js';
import { startBucket } from '../support/e2e-bucket.js';
import { interactionIdOf, placeOf } from '../support/e2e-card-look.js';
import { cli } from '../support/e2e-cli.js';
import { richCard } from '../support/e2e-explained.js';
import { forgetEverything } from '../support/e2e-storage.js';
import { E2eWorld } from '../support/e2e-world.js';
import type { S3Server } from '../support/s3-server.js';

const HOUR_MS = 3_600_000;

/** Stores pictures of nobody's, as a killed bot leaves them. */
function plantOrphans({ objects }: S3Server, count: number): void {
  for (let n = 0; n < count; n += 1) {
    const role = { kind: 'output', name: 'generated' } as const;
    const key = imageKey(randomUUID(), role, 'image/png', Date.now(), '0a1b2c3d');
    objects.set(`bot/${key}`, { bytes: Buffer.from('nobody wants this'), storedAt: new Date() });
  }
}

it('doctor, verify and cleanup work on a bucket, over all pages of its listing', async () => {
  const bucket = await startBucket();
  bucket.pageSize = 3;
  const world = await E2eWorld.start({ env: bucket.env });
  const card = await richCard(world.sandbox.user('ann'));
  expect((await cli(world, ['doctor'])).stdout).toContain('✔ Image store: s3://pictures/bot: ');
  expect((await cli(world, ['verify'])).stdout).toContain('everything is well');

  plantOrphans(bucket, 10);
  const foreign = 'other/output_images/somebody-elses.png';
  bucket.objects.set(foreign, { bytes: Buffer.alloc(1), storedAt: new Date(0) });
  const kept = [...bucket.objects.keys()].filter((key) => key.includes(interactionIdOf(card)));
  const young = await cli(world, ['verify', '--json']);
  expect(JSON.parse(young.stdout)).toMatchObject({ orphaned_file: 0, missing_image: 0 });
  // Its own cleanup would take them as well.
  await world.bot.stop();
  bucket.age(2 * HOUR_MS);
  bucket.mostAtOnce = 0;
  const cleaned = await cli(world, ['cleanup', '--max-age-days', '30', '--json']);
  expect(JSON.parse(cleaned.stdout)).toMatchObject({ interactions: 0, orphans: 10 });
  expect([...bucket.objects.keys()].toSorted()).toEqual([...kept, foreign].toSorted());
  expect(bucket.mostAtOnce).toBeLessThanOrEqual(8);

  bucket.objects.delete(kept[0] ?? '');
  const missing = await cli(world, ['verify', '--json']);
  expect(JSON.parse(missing.stdout)).toMatchObject({ missing_image: 1, damaged_image: 0 });
  bucket.outage = { status: 403, code: 'AccessDenied' };
  const refused = await cli(world, ['doctor']);
  expect(refused.code).toBe(1);
  expect(refused.stdout).toContain('✘ Image store: ');
  expect(refused.stdout).toContain('The stand-in says AccessDenied.) Check IMAGE_STORE');
  expect((await cli(world, ['verify'])).code).toBe(74);
});

it('a backup of a bucket is restored into files and into an empty bucket, and into no other one', async () => {
  const bucket = await startBucket();
  const world = await E2eWorld.start({ env: bucket.env });
  const ann = world.sandbox.user('ann');
  const card = await richCard(ann);
  const pictures = bucket.objects.size;
  expect((await cli(world, ['backup', '--out', 'b.tar.gz'])).code).toBe(0);

  await forgetEverything(world);
  const refused = await cli(world, ['restore', 'b.tar.gz']);
  expect(refused.code).toBe(73);
  expect(refused.stderr).toContain('this bucket holds pictures');
  expect(bucket.objects.size).toBe(pictures);
  const inFiles = { IMAGE_STORE: 'file:restored', BOT_DATA_DIR: 'restored' };
  expect((await cli(world, ['restore', 'b.tar.gz'], inFiles)).code).toBe(0);
  expect((await cli(world, ['verify'], inFiles)).stdout).toContain('everything is well');

  bucket.objects.clear();
  expect((await cli(world, ['restore', 'b.tar.gz'])).code).toBe(0);
  expect(bucket.objects.size).toBe(pictures);
  await world.startBot();
  await ann.click(card, '⬅️');
  expect(placeOf(card)).toBe('2 of 3');
  expect(card.pictureName).not.toBe('picture_unavailable.png');
});
