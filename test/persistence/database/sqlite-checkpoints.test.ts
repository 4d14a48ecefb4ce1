import { promisify } from 'node:util';

import { expect, it, jest } from '@jest/globals';
import sqlite3 from 'sqlite3';

import {
  Checkpoints,
  type CheckpointResult,
} from '../../../src/persistence/database/sqlite-checkpoints.js';
import { endAfterTest } from '../../support/endings.js';
import { newDatabaseFile } from '../../support/test-database.js';

type Answer = (error: Error | null, rows: CheckpointResult[]) => void;
type Ask = (this: sqlite3.Database, sql: string, answer: Answer) => sqlite3.Database;

/** Calls back after each checkpoint, before it is known to be done. */
function afterEachCheckpoint(callBack: (rows: CheckpointResult[], done: () => void) => void) {
  const ask = Reflect.get(sqlite3.Database.prototype, 'all') as Ask;
  const spy = jest.spyOn(sqlite3.Database.prototype, 'all');
  endAfterTest(async () => spy.mockRestore());
  const asked: Ask = function (sql, answer) {
    return ask.call(this, sql, (error, rows) => callBack(rows, () => answer(error, rows)));
  };
  spy.mockImplementation(asked as typeof sqlite3.Database.prototype.all);
}

it('what is written while a checkpoint runs has a checkpoint of its own', async () => {
  const file = await newDatabaseFile();
  const writer = new sqlite3.Database(file);
  const write = promisify<string, void>(writer.exec.bind(writer));
  await write('PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; CREATE TABLE a (b);');
  const checkpoints = new Checkpoints(file);
  endAfterTest(() => promisify(checkpoints.close.bind(checkpoints))());
  const written: CheckpointResult[][] = [];
  await new Promise<void>((resolve) => {
    afterEachCheckpoint((rows, done) => {
      written.push(rows);
      if (written.length === 2) return resolve();
      writer.exec('INSERT INTO a VALUES (1)', () => {
        checkpoints.schedule();
        done();
      });
    });
    checkpoints.schedule();
  });
  const [first, second] = written.map(([row]) => row!);
  expect(second!.busy).toBe(0);
  expect(second!.log).not.toBe(first!.log);
  await promisify(writer.close.bind(writer))();
});
