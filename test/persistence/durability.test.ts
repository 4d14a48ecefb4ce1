import { describe, expect, it } from '@jest/globals';

import PQueue from 'p-queue';
import type { DataSource } from 'typeorm';

import { appErrorOf } from '../support/app-error-of.js';
import { refuseChanges } from '../support/hurt-database.js';
import { INTERACTION_ID, newInteractionState } from '../support/states.js';
import { storedState, openTestDatabase } from '../support/test-database.js';

const CONCURRENT = 800;

/** PostgreSQL does not let anybody wait for long until one of ten connections is free. */
const atOnce = ({ options }: DataSource) => (options.type === 'postgres' ? 20 : CONCURRENT);

/** A UUID v4 that ends in `n`. */
const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

describe('the acknowledged changes', () => {
  it('everything that was acknowledged is there after reopening, though many came at once', async () => {
    const { file, dataSource, persistence } = await openTestDatabase();
    const numbers = Array.from({ length: CONCURRENT }, (_, n) => n);
    const turns = new PQueue({ concurrency: atOnce(dataSource) });
    await turns.addAll(
      numbers.map((n) => async () => {
        const created = await persistence.create(newInteractionState({ id: idOf(n) }));
        await persistence.save({ ...created, currentPrompt: `prompt ${n}` });
      }),
    );
    await dataSource.destroy();

    const reopened = await openTestDatabase(file);
    const states = await turns.addAll(
      numbers.map((n) => async () => reopened.persistence.load(idOf(n))),
    );
    expect(states.map(({ currentPrompt, version }) => `${currentPrompt} v${version}`)).toEqual(
      numbers.map((n) => `prompt ${n} v2`),
    );
    expect((await reopened.persistence.stats()).interactions).toBe(CONCURRENT);
  });
});

describe('storage that fails', () => {
  it('the storage says that it may only be read, keeps the old state, and goes on afterwards', async () => {
    const { dataSource, persistence } = await openTestDatabase();
    const created = await persistence.create(newInteractionState());
    const allowChanges = await refuseChanges(dataSource);
    const error = await appErrorOf(persistence.save({ ...created, currentPrompt: 'x' }));
    expect(error).toMatchObject({ code: 'storage.read_only', retryable: true });
    // Each database has its own sentence.
    expect(error.userMessage).toMatch(/refuses access|takes no changes/);
    expect(await storedState(persistence, INTERACTION_ID)).toEqual(created);
    await allowChanges();
    const saved = await persistence.save({ ...created, currentPrompt: 'after' });
    expect(await storedState(persistence, INTERACTION_ID)).toEqual(saved);
  });

  it('the storage says for every kind of access that the database is gone', async () => {
    const { dataSource, persistence } = await openTestDatabase();
    const created = await persistence.create(newInteractionState());
    await dataSource.query('ALTER TABLE interactions RENAME TO hidden');
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
    await dataSource.query('ALTER TABLE interactions RENAME TO hidden');
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
  it('a database that is closed at once can be opened again, whatever was just begun', async () => {
    const { file, dataSource, persistence } = await openTestDatabase();
    const created = persistence.create(newInteractionState());
    const loaded = storedState(persistence, INTERACTION_ID);
    await Promise.allSettled([created, loaded]);
    await dataSource.destroy();
    const reopened = await openTestDatabase(file);
    expect(await storedState(reopened.persistence, INTERACTION_ID)).toEqual(await created);
  });
});
