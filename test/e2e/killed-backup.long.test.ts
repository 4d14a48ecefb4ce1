import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { expect, it } from '@jest/globals';

import { cli, CliProcess } from '../support/e2e-cli.js';
import { E2eDatabase } from '../support/e2e-database.js';
import { plantUnused } from '../support/e2e-storage.js';
import { E2eWorld } from '../support/e2e-world.js';

const PARTIAL = /\.[0-9a-f]{8}\.partial(\.sums)?$/;
const BY_TIME = /^nanobanana-[\dT-]+Z\.tar\.gz$/;

/** A folder for backups, and what a backup takes. */
async function worldWithFolder() {
  const world = await E2eWorld.start({ env: { RETENTION_DAYS: '0' } });
  await plantUnused(world, await E2eDatabase.open(world), 200);
  const folder = path.join(world.cwd, 'backups');
  await mkdir(folder);
  return { world, folder };
}

/** A backup that has begun: its archive and its checksums are there. */
async function begun(world: E2eWorld, folder: string, ...out: string[]): Promise<CliProcess> {
  const command = ['backup', '--out', ...out];
  const running = await CliProcess.paused(world, command, ['readFile', 'output_images', 10]);
  expect((await readdir(folder)).length).toBeGreaterThanOrEqual(2);
  return running;
}

it('a backup removes what one before it has left that was killed, and nobody else’s files', async () => {
  const { world, folder } = await worldWithFolder();
  await writeFile(path.join(folder, 'other.tar.gz.0a1b2c3d.partial'), 'mine');
  for (const out of ['backups/b.tar.gz', 'backups']) {
    const killed = await begun(world, folder, out);
    killed.signal('SIGKILL');
    expect((await killed.ended).code).toBeNull();
  }
  expect((await readdir(folder)).filter((name) => PARTIAL.test(name))).toHaveLength(5);
  expect(await cli(world, ['backup', '--out', 'backups/b.tar.gz'])).toMatchObject({ code: 0 });
  expect(await readdir(folder)).toEqual(['b.tar.gz', 'other.tar.gz.0a1b2c3d.partial']);
});

it('a backup leaves one alone that another process is still writing', async () => {
  const { world, folder } = await worldWithFolder();
  const writing = await begun(world, folder, 'backups');
  const names = (await readdir(folder)).filter((name) => PARTIAL.test(name));
  expect(names).toHaveLength(2);
  expect(await cli(world, ['backup', '--out', 'backups/b.tar.gz'])).toMatchObject({ code: 0 });
  expect(await readdir(folder)).toEqual(['b.tar.gz', ...names]);
  writing.signal('SIGCONT');
  expect(await writing.ended).toMatchObject({ code: 0 });
  expect(await readdir(folder)).toEqual(['b.tar.gz', expect.stringMatching(BY_TIME)]);
});
