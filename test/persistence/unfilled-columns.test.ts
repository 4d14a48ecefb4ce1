import { randomUUID } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { PersonHistory } from '../../src/persistence/person-history.js';
import { UnfilledColumns } from '../../src/persistence/unfilled-columns.js';
import { formerInteraction, FormerProgram } from '../support/former-version/program.js';
import { newInteractionState } from '../support/states.js';
import { openTestDatabase } from '../support/test-database.js';

const NOW = '2026-11-24T12:00:00.000Z';
/** Who asks in the rows of the former version, and in the others. */
const PERSON = '200000000000000002';

async function setUp() {
  const database = await openTestDatabase();
  const { dataSource, logger } = database;
  const former = await FormerProgram.start(database.file);
  const columns = new UnfilledColumns(dataSource);
  const history = async () => {
    const filter = { personId: PERSON, isKept: false, text: '' };
    const place = { direction: 'older', from: null } as const;
    return (await new PersonHistory(dataSource, logger).page(filter, place, 10)).entries;
  };
  const insertFormer = async () => {
    const id = randomUUID();
    await former.insert(formerInteraction(id, NOW));
    return id;
  };
  return { ...database, former, columns, history, insertFormer };
}

describe('the columns that a former version leaves empty', () => {
  it('the columns are filled in batches, and then nothing is left to do', async () => {
    const { columns, history, insertFormer } = await setUp();
    const ids = [await insertFormer(), await insertFormer(), await insertFormer()];
    expect(await history()).toEqual([]);
    expect([await columns.fillSome(2), await columns.fillSome(2)]).toEqual([2, 1]);
    expect(await columns.fillSome(2)).toBe(0);
    expect((await history()).map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  });

  it('a row is filled as well when this version saves it, and stays so when the former one does', async () => {
    const { persistence, former, columns, history, insertFormer } = await setUp();
    const id = await insertFormer();
    await persistence.save(await persistence.load(id));
    expect(await columns.fillSome(1)).toBe(0);
    const { row } = await former.load(id);
    expect(await former.save(row)).toBe(true);
    expect(await history()).toMatchObject([{ id, version: 3 }]);
  });

  it('filling changes nothing else, so that nobody who changes the row at the same time is refused', async () => {
    const { persistence, columns, insertFormer } = await setUp();
    const id = await insertFormer();
    const loaded = await persistence.load(id);
    await columns.fillSome(1);
    expect(await persistence.load(id)).toEqual(loaded);
    expect(await persistence.save(loaded)).toMatchObject({ version: 2 });
  });

  it('a row that cannot be read is not tried again, and is in no history', async () => {
    const { dataSource, columns, history, insertFormer } = await setUp();
    const id = await insertFormer();
    await dataSource.query(`UPDATE interactions SET document = '{' WHERE id = '${id}'`);
    expect(await columns.fillSome(2)).toBe(1);
    expect(await columns.fillSome(2)).toBe(0);
    expect(await history()).toEqual([]);
  });

  it('an interaction of nobody known is filled once, too', async () => {
    const { persistence, columns } = await setUp();
    await persistence.create(newInteractionState({ userId: null }));
    expect(await columns.fillSome(1)).toBe(0);
  });
});
