import { once } from 'node:events';
import path from 'node:path';

import { describe, expect, it, jest } from '@jest/globals';

import type { StorageWork } from '../src/cli/storage.js';
import { readStorageConfig, type StorageConfig } from '../src/config/storage-config.js';
import { DUTY_LEASE_MS } from '../src/persistence/duties.js';
import { AppError } from '../src/platform/app-error.js';
import { migrateStorage, withStorageAlone, withStorageToCleanUp } from '../src/storage-access.js';
import { appErrorOf } from './support/app-error-of.js';
import { fakeIntervals } from './support/fake-intervals.js';
import { newPostgresDatabase } from './support/postgres/database.js';
import { queryPostgres } from './support/postgres/server.js';
import { temporaryDirectory } from './support/temporary-directory.js';

fakeIntervals();

/** A migrated PostgreSQL database, as two machines see it, each with a directory of its own. */
async function twoMachines(): Promise<{ url: string; one: StorageConfig; other: StorageConfig }> {
  const url = await newPostgresDatabase();
  const dir = await temporaryDirectory();
  const machine = (name: string) =>
    readStorageConfig({ DATABASE_URL: url, BOT_DATA_DIR: path.join(dir, name) });
  const [one, other] = [machine('one'), machine('other')];
  await migrateStorage(one);
  return { url, one, other };
}

const nothing = async () => undefined;

describe('commands on a database that several machines share', () => {
  it('commands that need the database alone, or remove files, keep each other away on all machines', async () => {
    const { one, other } = await twoMachines();
    const refusedMeanwhile = (config: StorageConfig) => async () => {
      for (const open of [withStorageAlone, withStorageToCleanUp])
        expect((await appErrorOf(open(config, nothing))).code).toBe('storage.in_use');
    };
    await withStorageAlone(one, refusedMeanwhile(other));
    await withStorageToCleanUp(one, refusedMeanwhile(other));
    await withStorageAlone(other, nothing);
  });

  it.each([
    ['a restore', withStorageAlone],
    ['a removal of files', withStorageToCleanUp],
  ])('commands are told when another process has taken the duty of %s', async (_what, open) => {
    const { url, one } = await twoMachines();
    const loses: StorageWork<unknown> = async ({ lost }) => {
      await queryPostgres(url, `UPDATE duties SET owner = 'another process'`);
      const aborted = once(lost, 'abort');
      jest.advanceTimersByTime(DUTY_LEASE_MS / 6);
      await aborted;
      return lost.reason;
    };
    const reason = await open(one, loses);
    expect(reason).toBeInstanceOf(AppError);
    expect(reason).toMatchObject({ code: 'storage.in_use' });
    expect(await queryPostgres(url, 'SELECT owner FROM duties')).toEqual([
      { owner: 'another process' },
    ]);
  });

  it('commands leave no duty behind, however they end', async () => {
    const { url, one } = await twoMachines();
    for (const open of [withStorageAlone, withStorageToCleanUp])
      await expect(open(one, () => Promise.reject(new Error('broken off')))).rejects.toThrow(
        'broken off',
      );
    expect(await queryPostgres(url, 'SELECT name FROM duties')).toEqual([]);
  });
});
