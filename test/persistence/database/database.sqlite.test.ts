import { createHash } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

import { describe, expect, it } from '@jest/globals';
import sqlite3 from 'sqlite3';

import { createDataSource, databaseOf } from '../../../ormconfig.js';
import { openDatabase } from '../../../src/persistence/database/database.js';
import { CHECKPOINT_AFTER_MS } from '../../../src/persistence/database/sqlite-checkpoints.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { endAfterTest } from '../../support/endings.js';
import { eventually } from '../../support/eventually.js';
import { formerDatabase } from '../../support/former-database.js';
import { newInteractionState } from '../../support/states.js';
import { newDatabaseFile, openTestDatabase } from '../../support/test-database.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

async function pragma(name: string): Promise<unknown> {
  const { dataSource } = await openTestDatabase();
  const [row]: Record<string, unknown>[] = await dataSource.query(`PRAGMA ${name}`);
  return Object.values(row ?? {})[0];
}

describe('the database of SQLite', () => {
  it.each([
    ['journal_mode', 'wal'],
    ['synchronous', 2],
    ['foreign_keys', 1],
    ['busy_timeout', 2000],
  ])('the database is opened with %s = %s', async (name, value) => {
    expect(await pragma(name)).toBe(value);
  });

  it('the database can be read by its owner only, with its write-ahead log', async () => {
    const { file, persistence } = await openTestDatabase();
    await persistence.stats();
    for (const each of [file, `${file}-wal`, `${file}-shm`]) {
      expect((await stat(each)).mode & 0o777).toBe(0o600);
    }
  });

  it('the database lies in the data directory unless another file is named', () => {
    expect(databaseOf({ dataDir: '/data', databaseFile: null, postgresUrl: null })).toBe(
      path.join('/data', 'nanobanana.sqlite'),
    );
    expect(databaseOf({ dataDir: '/data', databaseFile: '/db/x', postgresUrl: null })).toBe(
      '/db/x',
    );
  });
});

describe('opening a file', () => {
  it('the opening is refused when a newer program has migrated the database, and changes nothing', async () => {
    const { file, dataSource } = await openTestDatabase();
    await dataSource.query(
      `INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'ContractTheFuture9999999999999')`,
    );
    await dataSource.destroy();
    const before = await sha256(file);

    const reopened = createDataSource(file);
    const error = await appErrorOf(openDatabase(reopened));
    expect(error.code).toBe('storage.schema_newer');
    expect(error.userMessage).toContain('ContractTheFuture9999999999999');
    expect(reopened.isInitialized).toBe(false);
    expect(await sha256(file)).toBe(before);
  });

  it('the opening is refused when the file is no database, and leaves it as it is', async () => {
    const file = await newDatabaseFile();
    await writeFile(file, 'A letter to my aunt, '.repeat(500));
    const before = await sha256(file);
    const dataSource = createDataSource(file);
    const error = await appErrorOf(openDatabase(dataSource));
    expect(error.code).toBe('storage.failed');
    expect(dataSource.isInitialized).toBe(false);
    expect(await sha256(file)).toBe(before);
  });

  it('the opening is refused in words when the file cannot be opened', async () => {
    const dir = await temporaryDirectory();
    const error = await appErrorOf(openDatabase(createDataSource(dir)));
    expect(error.code).toMatch(/^storage\./);
  });

  it('the opening is refused as busy while another process migrates the database', async () => {
    const { file, dataSource } = await formerDatabase();
    await dataSource.query('BEGIN IMMEDIATE');
    const error = await appErrorOf(openDatabase(createDataSource(file)));
    expect(error.code).toBe('storage.busy');
    await dataSource.query('ROLLBACK');
    await openTestDatabase(file);
  });
});

async function sha256(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}

/** Nothing but a checkpoint writes to the file itself. */
async function isInFile(file: string, text: string): Promise<boolean> {
  return (await readFile(file)).includes(text);
}

describe('the write-ahead log', () => {
  it('the write-ahead log is written back in the background, soon after a write', async () => {
    const { file, persistence } = await openTestDatabase();
    const state = newInteractionState();
    await persistence.create(state);
    await eventually(async () => isInFile(file, state.id));
    expect(await isInFile(file, state.id)).toBe(true);
  });

  it('the write-ahead log is written back soon after a write that takes long', async () => {
    const { file, persistence } = await openTestDatabase();
    const other = new sqlite3.Database(file);
    const run = promisify<string, void>(other.exec.bind(other));
    endAfterTest(promisify(other.close.bind(other)));
    const state = newInteractionState();
    await run('BEGIN IMMEDIATE');
    const lockedAtMs = performance.now();
    const created = persistence.create(state);
    await eventually(() => performance.now() - lockedAtMs > 4 * CHECKPOINT_AFTER_MS);
    await run('COMMIT');
    await created;
    await eventually(async () => isInFile(file, state.id));
    expect(await isInFile(file, state.id)).toBe(true);
  });

  it('the write-ahead log is gone with the last connection', async () => {
    const { file, persistence, dataSource } = await openTestDatabase();
    await persistence.create(newInteractionState());
    await dataSource.destroy();
    await expect(stat(`${file}-wal`)).rejects.toThrow('ENOENT');
  });
});
