import { describe, expect, it } from '@jest/globals';

import { ModelRecords, type ModelRecord } from '../../src/persistence/model-records.js';
import { appErrorOf } from '../support/app-error-of.js';
import { openTestDatabase } from '../support/test-database.js';

const RECORD: ModelRecord = {
  name: 'a model',
  averageMs: 1234,
  failuresInARow: 0,
  openUntil: null,
};

describe('the records of models', () => {
  it('the records of models are kept apart, the newest of each', async () => {
    const { dataSource } = await openTestDatabase();
    const records = new ModelRecords(dataSource);
    expect(await records.load('a model')).toBeNull();
    await records.save(RECORD);
    await records.save({ ...RECORD, name: 'another', averageMs: null });
    const newest = { ...RECORD, failuresInARow: 5, openUntil: '2026-11-24T12:00:30.000Z' };
    await records.save(newest);
    expect(await records.load('a model')).toEqual(newest);
    expect(await records.load('another')).toMatchObject({ averageMs: null });
  });

  it('the records of models fail in the terms of the storage', async () => {
    const { dataSource } = await openTestDatabase();
    await dataSource.query('DROP TABLE model_records');
    const error = await appErrorOf(new ModelRecords(dataSource).save(RECORD));
    expect(error.code).toBe('storage.failed');
  });
});
