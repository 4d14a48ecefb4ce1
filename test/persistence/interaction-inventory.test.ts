import { randomUUID } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { InteractionWalk } from '../../src/persistence/interaction-walk.js';
import { collected } from '../support/collected.js';
import { newInteractionState } from '../support/states.js';
import { openTestDatabase, recordStatements } from '../support/test-database.js';

async function filled(count: number) {
  const database = await openTestDatabase();
  const ids = Array.from({ length: count }, () => randomUUID()).toSorted();
  for (const id of ids) await database.persistence.create(newInteractionState({ id }));
  return { ...database, ids, walk: new InteractionWalk(database.dataSource) };
}

describe('the walk through all interactions', () => {
  it('comes by each once, a batch at a time', async () => {
    const { walk, ids, dataSource } = await filled(250);
    expect(await walk.count()).toBe(250);
    const statements = recordStatements(dataSource);
    const rows = await collected(walk.all());
    expect(rows.map(({ id }) => id)).toEqual(ids);
    expect(rows.every(({ id, state }) => state?.id === id)).toBe(true);
    expect(statements).toHaveLength(4);
  });

  it('says of a row why it cannot be read, and goes on', async () => {
    const { walk, ids, dataSource } = await filled(3);
    await dataSource.query('UPDATE interaction_states SET format = 99 WHERE id = ?', [ids[1]]);
    const rows = await collected(walk.all());
    expect(rows.map(({ state }) => state?.id)).toEqual([ids[0], undefined, ids[2]]);
    expect(rows[1]).toMatchObject({ error: { code: 'state.unreadable' } });
  });

  it('goes on while others add and remove', async () => {
    const { walk, ids, persistence, dataSource } = await filled(201);
    const seen: string[] = [];
    for await (const { id } of walk.all()) {
      seen.push(id);
      if (id !== ids[50]) continue;
      await dataSource.query('DELETE FROM interaction_states WHERE id = ?', [ids[150]]);
      await persistence.create(newInteractionState({ id: randomUUID() }));
    }
    expect(seen).toEqual(expect.arrayContaining(ids.filter((_, n) => n !== 150)));
    expect(seen).not.toContain(ids[150]);
  });

  it('is over at once where there is nothing', async () => {
    const { walk } = await filled(0);
    expect(await collected(walk.all())).toEqual([]);
  });
});
