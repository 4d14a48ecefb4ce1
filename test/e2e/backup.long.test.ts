import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { expect, it } from '@jest/globals';

import { preview } from '../support/e2e-cards.js';
import { cli, CliProcess } from '../support/e2e-cli.js';
import { E2eDatabase } from '../support/e2e-database.js';
import { forgetEverything, pictureNames, plantUnused } from '../support/e2e-storage.js';
import { E2eWorld } from '../support/e2e-world.js';

/** Old interactions are what makes a backup last. */
const KEEP = { env: { RETENTION_DAYS: '0' } };

it('a backup overwrites nothing, and names itself by the time', async () => {
  const world = await E2eWorld.start();
  const { stdout } = await cli(world, ['backup', '--json']);
  const { file }: { file: string } = JSON.parse(stdout);
  expect(file).toMatch(/\/nanobanana-\d{4}-\d\d-\d\dT\d{6}Z\.tar\.gz$/);
  expect(path.dirname(file)).toBe(world.cwd);
  const again = await cli(world, ['backup', '--out', file]);
  expect(again.code).toBe(73);
  expect(again.stderr).toContain('it is not overwritten');
});

it('a backup stopped with Ctrl-C leaves nothing', async () => {
  const world = await E2eWorld.start(KEEP);
  await plantUnused(world, await E2eDatabase.open(world), 200);
  const folder = path.join(world.cwd, 'backups');
  await mkdir(folder);
  const command = ['backup', '--out', 'backups/b.tar.gz'];
  const running = await CliProcess.paused(world, command, ['readFile', 'output_images', 10]);
  expect(await readdir(folder)).not.toEqual([]);
  running.signal('SIGINT');
  running.signal('SIGCONT');
  const { code, stderr } = await running.ended;
  expect([code, stderr]).toEqual([130, 'Stopped. There is no archive.\n']);
  expect(await readdir(folder)).toEqual([]);
});

it('nanobanana restore is refused beside a running bot, and where something is stored', async () => {
  const world = await E2eWorld.start();
  await preview(world.sandbox.user('ann'), 'a cat');
  await cli(world, ['backup', '--out', 'b.tar.gz']);
  const beside = await cli(world, ['restore', 'b.tar.gz']);
  expect(beside.code).toBe(75);
  expect(beside.stderr).toContain(`in use by process ${world.bot.pid}`);
  await world.bot.stop();
  const onTop = await cli(world, ['restore', 'b.tar.gz']);
  expect(onTop.code).toBe(73);
  expect(onTop.stderr).toContain('into an empty store only');
});

it('nanobanana restore refuses what is no backup, and says why', async () => {
  const world = await E2eWorld.withoutBot();
  await writeFile(path.join(world.cwd, 'holiday.tar.gz'), 'no archive');
  const refused = await cli(world, ['restore', 'holiday.tar.gz']);
  expect(refused.code).toBe(65);
  expect(refused.stderr).toContain('it is no whole .tar.gz archive');
  expect((await cli(world, ['restore', 'gone.tar.gz'])).code).toBe(66);
});

it('a restore that was killed halfway, twice, is finished by the next run', async () => {
  const world = await E2eWorld.start(KEEP);
  await plantUnused(world, await E2eDatabase.open(world), 200);
  await cli(world, ['backup', '--out', 'b.tar.gz']);
  await forgetEverything(world);
  for (const files of [1, 120]) {
    await pictureNames(world);
    const halfway = ['rename', 'output_images', files] as const;
    const running = await CliProcess.paused(world, ['restore', 'b.tar.gz'], halfway);
    running.signal('SIGKILL');
    expect((await running.ended).code).toBeNull();
    const { stdout } = await cli(world, ['stats', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ interactions: 0 });
  }
  expect((await pictureNames(world)).length).toBeGreaterThan(40);
  expect((await cli(world, ['restore', 'b.tar.gz'])).code).toBe(0);
  const { code, stdout } = await cli(world, ['verify', '--json']);
  expect([code, JSON.parse(stdout)]).toMatchObject([0, { interactions: 200 }]);
  expect(await pictureNames(world)).toHaveLength(200);
});
