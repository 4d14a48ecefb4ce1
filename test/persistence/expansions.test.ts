import { describe, expect, it } from '@jest/globals';

import { onlyExpands } from '../../src/persistence/database/database.js';
import { patientDataSource } from '../support/patient-data-source.js';
import { endAfterTest } from '../support/endings.js';
import { FormerProgram, LAST_KNOWN_MIGRATION } from '../support/former-version/program.js';
import { schemaOf, takenAway } from '../support/schema-changes.js';
import { closedAfterTest, newDatabase } from '../support/test-database.js';

/** A connection to a database as the former program made it, and the migrations that came later. */
async function beforeTheRule() {
  const database = await newDatabase();
  await FormerProgram.start(database);
  const dataSource = await closedAfterTest(patientDataSource(database)).initialize();
  const names = dataSource.migrations.map(({ name }) => name);
  const later = dataSource.migrations.slice(names.indexOf(LAST_KNOWN_MIGRATION) + 1);
  const runner = dataSource.createQueryRunner();
  endAfterTest(() => runner.release());
  return { runner, later };
}

/** What each list of statements, on its own, takes from programs that do not know of it. */
async function takenBy(changes: readonly (readonly string[])[]): Promise<string[][]> {
  const { runner } = await beforeTheRule();
  const before = await schemaOf(runner);
  const taken: string[][] = [];
  for (const statements of changes) {
    await runner.startTransaction();
    for (const statement of statements) await runner.query(statement);
    taken.push(takenAway(before, await schemaOf(runner)));
    await runner.rollbackTransaction();
  }
  return taken;
}

const ADDITIONS: readonly (readonly string[])[] = [
  ['CREATE TABLE more (id varchar(4) PRIMARY KEY NOT NULL)'],
  ['ALTER TABLE interactions ADD COLUMN more varchar(40)'],
  ['ALTER TABLE interactions ADD COLUMN more integer NOT NULL DEFAULT 0'],
  ['CREATE INDEX more ON interactions (attempts)'],
  ['CREATE INDEX more ON interactions (substr(last_used_at, 1, 10))'],
  ['DROP INDEX interactions_last_used'],
  [
    'ALTER TABLE interactions ADD COLUMN more varchar(40)',
    `CREATE UNIQUE INDEX one ON interactions (more) WHERE active_status = 'running'`,
  ],
];

const REMOVALS: readonly (readonly [statement: string, ...taken: string[]])[] = [
  ['DROP TABLE notes', 'table notes is gone'],
  ['ALTER TABLE notes DROP COLUMN content', 'column notes.content is gone or another'],
  [
    'ALTER TABLE notes RENAME COLUMN content TO text',
    'column notes.content is gone or another',
    'column notes.text wants a value',
  ],
  [
    'CREATE UNIQUE INDEX one ON interactions (guild_id)',
    'unique index one of interactions refuses rows',
  ],
  ['DROP INDEX interactions_request', 'unique index interactions_request of interactions is gone'],
];

describe('the migrations that expand', () => {
  it('each migration says in its name whether it expands or contracts', async () => {
    const { later } = await beforeTheRule();
    const names = later.map(({ name }) => name);
    expect(names.filter((name = '') => !/^(?:Expand|Contract)[A-Z]\w*\d{13}$/.test(name))).toEqual(
      [],
    );
    expect(onlyExpands('ExpandByDays1804000000000')).toBe(true);
    expect(onlyExpands('ContractDays1900000000000')).toBe(false);
  });

  it('a migration that expands takes nothing from programs that do not know it', async () => {
    const { runner, later } = await beforeTheRule();
    for (const migration of later) {
      const { name = '' } = migration;
      const before = await schemaOf(runner);
      await migration.up(runner);
      const taken = takenAway(before, await schemaOf(runner));
      expect([name, onlyExpands(name) ? taken : []]).toEqual([name, []]);
    }
  });

  it('a schema that only has more takes nothing away', async () => {
    expect(await takenBy(ADDITIONS)).toEqual(ADDITIONS.map(() => []));
  });

  it('a schema that has less, or refuses more, takes something away', async () => {
    expect(await takenBy(REMOVALS.map(([statement]) => [statement]))).toEqual(
      REMOVALS.map(([, ...taken]) => taken),
    );
  });
});
