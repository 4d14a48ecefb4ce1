import { describe, expect, it } from '@jest/globals';

import { Notes } from '../../src/persistence/notes.js';
import { appErrorOf } from '../support/app-error-of.js';
import { openTestDatabase } from '../support/test-database.js';

describe('notes', () => {
  it('notes are kept apart, the newest of each, until they are removed', async () => {
    const { dataSource } = await openTestDatabase();
    const notes = new Notes(dataSource);
    expect(await notes.load('retention-days')).toBeNull();
    await notes.save('retention-days', '30');
    await notes.save('operator-trouble', '{}');
    await notes.save('retention-days', '7');
    expect(await notes.load('retention-days')).toBe('7');
    await notes.remove('retention-days');
    await notes.remove('retention-days');
    expect(await notes.load('retention-days')).toBeNull();
    expect(await notes.load('operator-trouble')).toBe('{}');
  });

  it('notes fail in the terms of the storage', async () => {
    const { dataSource } = await openTestDatabase();
    await dataSource.query('DROP TABLE notes');
    const error = await appErrorOf(new Notes(dataSource).save('retention-days', '1'));
    expect(error.code).toBe('storage.failed');
  });
});
