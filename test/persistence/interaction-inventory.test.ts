import { randomUUID } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import type { InsertForeign } from '../../src/persistence/foreign-interactions.js';
import { appErrorOf } from '../support/app-error-of.js';
import { collected } from '../support/collected.js';
import {
  INTERACTION_ID,
  interactionState,
  newInteractionState,
  OTHER_INTERACTION_ID,
} from '../support/states.js';
import { storedState, openTestDatabase, recordStatements } from '../support/test-database.js';

async function filled(count: number) {
  const database = await openTestDatabase();
  const ids = Array.from({ length: count }, () => randomUUID()).toSorted();
  for (const id of ids) await database.persistence.create(newInteractionState({ id }));
  return { ...database, ids };
}

describe('the inventory', () => {
  it('the walk comes by each interaction once, a batch at a time', async () => {
    const { inventory, ids, dataSource } = await filled(250);
    expect(await inventory.count()).toBe(250);
    const statements = recordStatements(dataSource);
    const rows = await collected(inventory.all());
    expect(rows.map(({ id }) => id)).toEqual(ids);
    expect(rows.every(({ id, state }) => state?.id === id)).toBe(true);
    expect(statements).toHaveLength(4);
  });

  it('the walk says of a row why it cannot be read, and goes on', async () => {
    const { inventory, ids, dataSource } = await filled(3);
    await dataSource.query('UPDATE interactions SET format = 99 WHERE id = $1', [ids[1]]);
    const rows = await collected(inventory.all());
    expect(rows.map(({ state }) => state?.id)).toEqual([ids[0], undefined, ids[2]]);
    expect(rows[1]).toMatchObject({ error: { code: 'state.unreadable' } });
  });

  it('the walk goes on while others add and remove', async () => {
    const { inventory, ids, persistence, dataSource } = await filled(201);
    const seen: string[] = [];
    for await (const { id } of inventory.all()) {
      seen.push(id);
      if (id !== ids[50]) continue;
      await dataSource.query('DELETE FROM interactions WHERE id = $1', [ids[150]]);
      await persistence.create(newInteractionState({ id: randomUUID() }));
    }
    expect(seen).toEqual(expect.arrayContaining(ids.filter((_, n) => n !== 150)));
    expect(seen).not.toContain(ids[150]);
  });

  it('the walk is over at once where there is nothing', async () => {
    const { inventory } = await filled(0);
    expect(await collected(inventory.all())).toEqual([]);
  });

  it('the inventory knows whether an interaction is there, and whether any is', async () => {
    const { inventory, persistence } = await filled(0);
    expect(await inventory.isEmpty()).toBe(true);
    expect(await inventory.has(INTERACTION_ID)).toBe(false);
    await persistence.create(newInteractionState());
    expect(await inventory.isEmpty()).toBe(false);
    expect(await inventory.has(INTERACTION_ID)).toBe(true);
    expect(await inventory.has(OTHER_INTERACTION_ID)).toBe(false);
  });
});

describe('taking interactions over', () => {
  const old = {
    version: 9,
    createdAt: '2024-08-31T12:00:00.123Z',
    lastUsedAt: '2025-01-01T00:00:00.000Z',
  };
  const foreign = (id: string, ...formerFileNames: string[]) => ({
    state: interactionState({ id, requestMessageId: null, ...old }),
    formerFileNames,
    turns: [],
  });

  it('the inventory takes interactions over with version, times and former names as they are', async () => {
    const { inventory, persistence } = await filled(0);
    const [one, other] = [
      foreign(INTERACTION_ID, 'b.png', 'a.png', 'b.png'),
      foreign(OTHER_INTERACTION_ID),
    ];
    await inventory.insertAll(async (insert) => {
      await insert([one]);
      await insert([]);
      await insert([other]);
    });
    expect(await storedState(persistence, INTERACTION_ID)).toEqual(one.state);
    expect(await storedState(persistence, OTHER_INTERACTION_ID)).toEqual(other.state);
    expect(await inventory.formerFileNames(INTERACTION_ID)).toEqual(['a.png', 'b.png']);
    expect(await inventory.formerFileNames(OTHER_INTERACTION_ID)).toEqual([]);
  });

  it.each([
    ['the filling fails', async () => Promise.reject(new Error('the archive is torn'))],
    [
      'one is there twice',
      async (insert: InsertForeign) => insert([foreign(INTERACTION_ID, 'a.png')]),
    ],
  ])('the inventory takes none of them over where %s', async (_why, fail) => {
    const { inventory } = await filled(0);
    const taking = inventory.insertAll(async (insert) => {
      await insert([foreign(INTERACTION_ID, 'a.png'), foreign(OTHER_INTERACTION_ID)]);
      await fail(insert);
    });
    expect((await appErrorOf(taking)).code).toBe('storage.failed');
    expect(await inventory.isEmpty()).toBe(true);
    expect(await inventory.formerFileNames(INTERACTION_ID)).toEqual([]);
  });
});
