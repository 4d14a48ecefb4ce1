import { describe, expect, it } from '@jest/globals';

import { appErrorOf } from '../support/app-error-of.js';
import { INTERACTION_ID, newInteractionState } from '../support/states.js';
import { storedState, openTestDatabase } from '../support/test-database.js';

describe('SQLite that fails', () => {
  it('the storage says that the disk is full, keeps the old state whole, and goes on afterwards', async () => {
    const { dataSource, persistence } = await openTestDatabase();
    const created = await persistence.create(newInteractionState());
    await dataSource.query('PRAGMA max_page_count = 1');
    // More than the pages that the migrations have left free.
    const currentPrompt = 'long '.repeat(100_000);
    const error = await appErrorOf(persistence.save({ ...created, currentPrompt }));
    expect(error).toMatchObject({ code: 'storage.full', retryable: true });
    expect(error.userMessage).toBe(
      "I could not save that: the bot's disk is full. Nothing was changed.",
    );
    expect(await storedState(persistence, INTERACTION_ID)).toEqual(created);

    await dataSource.query('PRAGMA max_page_count = 1000000');
    const saved = await persistence.save({ ...created, currentPrompt: 'after' });
    expect(await storedState(persistence, INTERACTION_ID)).toEqual(saved);
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
});
