import { describe, expect, it } from '@jest/globals';

import type { AppError } from '../../src/platform/app-error.js';
import { appErrorOf } from '../support/app-error-of.js';
import { INTERACTION_ID, newInteractionState } from '../support/states.js';
import { storedState, openTestDatabase } from '../support/test-database.js';

const CONCURRENT = 800;

/** A UUID v4 that ends in `n`. */
const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

describe('the acknowledged changes', () => {
  it('everything that was acknowledged is there after reopening, though 800 came at once', async () => {
    const { file, dataSource, persistence } = await openTestDatabase();
    const numbers = Array.from({ length: CONCURRENT }, (_, n) => n);
    await Promise.all(
      numbers.map(async (n) => {
        const created = await persistence.create(newInteractionState({ id: idOf(n) }));
        await persistence.save({ ...created, currentPrompt: `prompt ${n}` });
      }),
    );
    await dataSource.destroy();

    const reopened = await openTestDatabase(file);
    const states = await Promise.all(numbers.map((n) => reopened.persistence.load(idOf(n))));
    expect(states.map(({ currentPrompt, version }) => `${currentPrompt} v${version}`)).toEqual(
      numbers.map((n) => `prompt ${n} v2`),
    );
    expect((await reopened.persistence.stats()).interactions).toBe(CONCURRENT);
  });
});

/** Saves while storage is hurt, and sees to it that nothing was changed and that all goes on once it is healed. */
async function failedSave(
  hurt: string,
  heal: string,
  prompt = 'x',
): Promise<{ readonly error: AppError }> {
  const { dataSource, persistence } = await openTestDatabase();
  const created = await persistence.create(newInteractionState());
  await dataSource.query(hurt);
  const error = await appErrorOf(persistence.save({ ...created, currentPrompt: prompt }));
  expect(await storedState(persistence, INTERACTION_ID)).toEqual(created);

  await dataSource.query(heal);
  const saved = await persistence.save({ ...created, currentPrompt: 'after' });
  expect(await storedState(persistence, INTERACTION_ID)).toEqual(saved);
  return { error };
}

describe('storage that fails', () => {
  it('the storage says that the disk is full, keeps the old state whole, and goes on afterwards', async () => {
    const { error } = await failedSave(
      'PRAGMA max_page_count = 1',
      'PRAGMA max_page_count = 1000000',
      // More than the pages that the migrations have left free.
      'long '.repeat(100_000),
    );
    expect(error).toMatchObject({ code: 'storage.full', retryable: true });
    expect(error.userMessage).toBe(
      "I could not save that: the bot's disk is full. Nothing was changed.",
    );
  });

  it('the storage says that the disk is read-only, keeps the old state, and goes on afterwards', async () => {
    const { error } = await failedSave('PRAGMA query_only = ON', 'PRAGMA query_only = OFF');
    expect(error).toMatchObject({ code: 'storage.read_only', retryable: true });
    expect(error.userMessage).toContain('refuses access');
  });

  it('the storage says that it is busy while another process holds the write lock', async () => {
    const { file, dataSource } = await openTestDatabase();
    const other = await openTestDatabase(file);
    const created = await other.persistence.create(newInteractionState());
    await dataSource.query('BEGIN IMMEDIATE');
    const error = await appErrorOf(other.persistence.save(created));
    expect(error).toMatchObject({ code: 'storage.busy', retryable: true });
    expect(error.userMessage).toContain('try again in a moment');
    expect(await storedState(other.persistence, INTERACTION_ID)).toEqual(created);
    await dataSource.query('ROLLBACK');
    await other.persistence.save(created);
  });

  it('the storage waits for a write lock that is given back soon', async () => {
    const { file, dataSource } = await openTestDatabase();
    const other = await openTestDatabase(file);
    const created = await other.persistence.create(newInteractionState());
    await dataSource.query('BEGIN IMMEDIATE');
    const saving = other.persistence.save(created);
    await dataSource.query('COMMIT');
    expect((await saving).version).toBe(2);
  });

  it('the storage says for every kind of access that the database is gone', async () => {
    const { dataSource, persistence } = await openTestDatabase();
    const created = await persistence.create(newInteractionState());
    await dataSource.query('DROP TABLE interactions');
    for (const access of [
      () => persistence.create(newInteractionState()),
      () => storedState(persistence, INTERACTION_ID),
      () => persistence.save(created),
      () => persistence.change(INTERACTION_ID, (state) => state),
      () => persistence.findActive(),
      () => persistence.stats(),
    ]) {
      expect((await appErrorOf(access)).code).toBe('storage.failed');
    }
  });

  it('the storage answers every one of many accesses at once, and closes, though none can succeed', async () => {
    const { file, dataSource, persistence } = await openTestDatabase();
    await dataSource.query('DROP TABLE interactions');
    const accesses = Array.from({ length: 20 }, () =>
      appErrorOf(storedState(persistence, INTERACTION_ID)),
    );
    const codes = (await Promise.all(accesses)).map(({ code }) => code);
    expect(new Set(codes)).toEqual(new Set(['storage.failed']));
    await dataSource.destroy();
    expect((await openTestDatabase(file)).dataSource.isInitialized).toBe(true);
  });

  it('the storage goes on with the same statements once the database is whole again', async () => {
    const { dataSource, persistence } = await openTestDatabase();
    const created = await persistence.create(newInteractionState());
    for (let n = 0; n < 3; n += 1) await storedState(persistence, INTERACTION_ID);
    await dataSource.query('ALTER TABLE interactions RENAME TO hidden');
    expect((await appErrorOf(storedState(persistence, INTERACTION_ID))).code).toBe(
      'storage.failed',
    );
    await dataSource.query('ALTER TABLE hidden RENAME TO interactions');
    expect(await storedState(persistence, INTERACTION_ID)).toEqual(created);
  });
});

describe('a database that is closed at once', () => {
  it('a database that is closed at once lets go of its file, whatever was just begun', async () => {
    const { file, dataSource, persistence } = await openTestDatabase();
    const created = persistence.create(newInteractionState());
    const loaded = storedState(persistence, INTERACTION_ID);
    await Promise.allSettled([created, loaded]);
    await dataSource.destroy();
    const reopened = await openTestDatabase(file);
    expect(await storedState(reopened.persistence, INTERACTION_ID)).toEqual(await created);
  });
});
