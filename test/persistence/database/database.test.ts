import { describe, expect, it } from '@jest/globals';

import { openDatabase, openMigratedDatabase } from '../../../src/persistence/database/database.js';
import { patientDataSource } from '../../support/patient-data-source.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { FormerProgram } from '../../support/former-version/program.js';
import { newInteractionState } from '../../support/states.js';
import { closedAfterTest, newDatabase, openTestDatabase } from '../../support/test-database.js';

/** A database, closed again, in which a later version has run one more migration. */
async function fromTheFuture(name: string) {
  const { file, dataSource } = await openTestDatabase();
  await dataSource.query(
    `INSERT INTO migrations (timestamp, name) VALUES (9999999999999, '${name}9999999999999')`,
  );
  await dataSource.destroy();
  return file;
}

const executed = `SELECT name FROM migrations ORDER BY name`;

describe('opening a database', () => {
  it('the opening is refused when a newer program has taken something from the database', async () => {
    const database = patientDataSource(await fromTheFuture('ContractTheFuture'));
    const error = await appErrorOf(openDatabase(database));
    expect(error).toMatchObject({ code: 'storage.schema_newer', retryable: false });
    expect(error.userMessage).toContain('ContractTheFuture9999999999999');
    expect(database.isInitialized).toBe(false);
  });

  it('the opening succeeds when a newer program has only expanded the database', async () => {
    const file = await fromTheFuture('ExpandByTheFuture');
    const { persistence } = await openTestDatabase(file);
    const state = newInteractionState();
    await persistence.create(state);
    expect(await persistence.load(state.id)).toMatchObject(state);
  });
});

describe('opening a database beside a bot', () => {
  it('the opening beside a bot changes nothing in a database that is up to date', async () => {
    const { file, persistence } = await openTestDatabase();
    await persistence.create(newInteractionState());
    const beside = closedAfterTest(patientDataSource(file));
    await openMigratedDatabase(beside);
    const rows: unknown[] = await beside.query('SELECT id FROM interactions');
    expect(rows).toHaveLength(1);
  });

  it('the opening beside a bot is refused when the database has to be migrated first, and migrates nothing', async () => {
    const database = await newDatabase();
    const { dataSource } = await FormerProgram.start(database);
    await dataSource.undoLastMigration();
    const before: unknown = await dataSource.query(executed);
    const beside = patientDataSource(database);
    const error = await appErrorOf(openMigratedDatabase(beside));
    expect(error.code).toBe('storage.schema_older');
    expect(error.userMessage).toContain('nanobanana migrate');
    expect(beside.isInitialized).toBe(false);
    expect(await dataSource.query(executed)).toEqual(before);
  });

  it('the opening beside a bot is refused when the database was made by a newer version', async () => {
    const beside = patientDataSource(await fromTheFuture('ContractTheFuture'));
    expect((await appErrorOf(openMigratedDatabase(beside))).code).toBe('storage.schema_newer');
  });

  it('the opening beside a bot succeeds when a newer version has only expanded the database', async () => {
    const beside = closedAfterTest(patientDataSource(await fromTheFuture('ExpandByTheFuture')));
    await openMigratedDatabase(beside);
    expect(beside.isInitialized).toBe(true);
  });
});
