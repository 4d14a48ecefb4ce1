import { rename } from 'node:fs/promises';

import { expect, it } from '@jest/globals';

import { cli, CliProcess } from '../support/e2e-cli.js';
import { E2eDatabase } from '../support/e2e-database.js';
import { makeOld, pictureNames, plantOrphan, plantUnused } from '../support/e2e-storage.js';
import { E2eWorld } from '../support/e2e-world.js';

const CLEANUP = ['cleanup', '--max-age-days', '30'];
const KEEP = { env: { RETENTION_DAYS: '0' } };

/** A stopped bot whose store holds so many old interactions. */
async function worldWith(interactions: number): Promise<E2eWorld> {
  const world = await E2eWorld.start(KEEP);
  await plantUnused(world, await E2eDatabase.open(world), interactions);
  await world.bot.stop();
  return world;
}

/** A restore that stands still halfway, its files as old as if it had begun long ago. */
async function restoreHalfway(world: E2eWorld): Promise<CliProcess> {
  await cli(world, ['backup', '--out', 'b.tar.gz']);
  await rename(world.dataDir, `${world.dataDir}.before`);
  await pictureNames(world);
  const halfway = ['rename', 'output_images', 60] as const;
  const restoring = await CliProcess.paused(world, ['restore', 'b.tar.gz'], halfway);
  for (const name of await pictureNames(world)) await makeOld(world, name);
  return restoring;
}

/** A cleanup that stands still after the first file that it removed. */
async function cleanupHalfway(world: E2eWorld): Promise<CliProcess> {
  return CliProcess.paused(world, CLEANUP, ['unlink', 'output_images', 1]);
}

it.each([[CLEANUP], [['verify', '--fix']]])(
  '%j is refused while a restore is under way, takes none of its files, and may run once it is over',
  async (args) => {
    const world = await worldWith(200);
    const restoring = await restoreHalfway(world);
    const before = await pictureNames(world);
    const { code, stdout, stderr } = await cli(world, args);
    expect([code, stdout]).toEqual([75, '']);
    expect(stderr).toContain(`A restore into the data directory ${world.dataDir} is under way`);
    expect(await pictureNames(world)).toEqual(before);
    restoring.signal('SIGCONT');
    expect(await restoring.ended).toMatchObject({ code: 0 });
    expect(await cli(world, ['verify', '--fix'])).toMatchObject({
      code: 0,
      stdout: '200 interactions read: everything is well.\n',
    });
  },
);

it('a look without changes may run beside a restore, and a killed restore is in nobody’s way', async () => {
  const world = await worldWith(200);
  const restoring = await restoreHalfway(world);
  const before = await pictureNames(world);
  expect(before.length).toBeGreaterThan(20);
  expect(await cli(world, [...CLEANUP, '--dry-run'])).toMatchObject({ code: 0 });
  expect(await pictureNames(world)).toEqual(before);
  restoring.signal('SIGKILL');
  await restoring.ended;
  expect(await cli(world, CLEANUP)).toMatchObject({ code: 0 });
  expect(await pictureNames(world)).toEqual([]);
});

it('a restore is refused while files that no row names are removed, until that is over or was killed', async () => {
  const world = await worldWith(200);
  await cli(world, ['backup', '--out', 'b.tar.gz']);
  const cleaning = await cleanupHalfway(world);
  const refused = await cli(world, ['restore', 'b.tar.gz']);
  expect(refused.code).toBe(75);
  expect(refused.stderr).toContain('Nothing was restored; run it again when that is over.');
  cleaning.signal('SIGKILL');
  await cleaning.ended;
  expect((await cli(world, ['restore', 'b.tar.gz'])).code).toBe(73);
  expect((await cli(world, CLEANUP)).code).toBe(0);
  expect((await cli(world, ['restore', 'b.tar.gz'])).code).toBe(0);
});

it('two removals of files that no row names may run at the same time', async () => {
  const world = await worldWith(300);
  await plantOrphan(world);
  const both = await Promise.all([cli(world, CLEANUP), cli(world, CLEANUP)]);
  expect(both.map(({ code, stderr }) => [code, stderr])).toEqual([
    [0, ''],
    [0, ''],
  ]);
  expect(await pictureNames(world)).toEqual([]);
});
