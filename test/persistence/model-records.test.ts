import { describe, expect, it } from '@jest/globals';

import { ModelRecords, type ModelRecord } from '../../src/persistence/model-records.js';
import { appErrorOf } from '../support/app-error-of.js';
import { openTestDatabase } from '../support/test-database.js';

const UNKNOWN: ModelRecord = {
  name: 'a model',
  averageMs: null,
  failuresInARow: 0,
  openUntil: null,
};

const failed = (record: ModelRecord): ModelRecord => ({
  ...record,
  failuresInARow: record.failuresInARow + 1,
});

describe('the records of models', () => {
  it('the records of models are kept apart, the newest of each', async () => {
    const { dataSource } = await openTestDatabase();
    const records = new ModelRecords(dataSource);
    expect(await records.load('a model')).toEqual(UNKNOWN);
    await records.change('a model', (record) => ({ ...record, averageMs: 1234 }));
    await records.change('another', failed);
    const openUntil = '2026-11-24T12:00:30.000Z';
    const newest = await records.change('a model', (record) => ({ ...failed(record), openUntil }));
    expect(newest).toEqual({ ...UNKNOWN, averageMs: 1234, failuresInARow: 1, openUntil });
    expect(await records.load('a model')).toEqual(newest);
    expect(await records.load('another')).toMatchObject({ averageMs: null, failuresInARow: 1 });
  });

  it('the records of models stay as they are where there is nothing to change', async () => {
    const { dataSource } = await openTestDatabase();
    const records = new ModelRecords(dataSource);
    const before = await records.change('a model', failed);
    expect(await records.change('a model', () => null)).toEqual(before);
    expect(await records.load('a model')).toEqual(before);
  });

  it('the records of models count every failure, though many processes count at once', async () => {
    const { file, dataSource } = await openTestDatabase();
    const { dataSource: other } = await openTestDatabase(file);
    const processes = [new ModelRecords(dataSource), new ModelRecords(other)];
    await Promise.all(
      Array.from({ length: 10 }, () =>
        processes.map((each) => each.change('a model', failed)),
      ).flat(),
    );
    expect(await processes[0]?.load('a model')).toMatchObject({ failuresInARow: 20 });
  });

  it('the records of models fail in the terms of the storage', async () => {
    const { dataSource } = await openTestDatabase();
    await dataSource.query('DROP TABLE model_records');
    const error = await appErrorOf(new ModelRecords(dataSource).change('a model', failed));
    expect(error.code).toBe('storage.failed');
  });
});
