import { randomUUID } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { UnusedInteractions } from '../../src/persistence/unused-interactions.js';
import {
  generationIn,
  GENERATION_STATUSES,
  INTERACTION_ID,
  newInteractionState,
  outputItem,
  outputKey,
  resultState,
  storedImage,
} from '../support/states.js';
import { openTestDatabase, recordStatements } from '../support/test-database.js';

const DAY_MS = 86_400_000;

/** A database with the interactions named by how many days ago they were used. */
async function withInteractions(...daysAgo: readonly number[]) {
  const database = await openTestDatabase();
  const { clock, persistence, dataSource } = database;
  const ids: string[] = [];
  for (const days of daysAgo) {
    clock.advance(-days * DAY_MS);
    ids.push((await persistence.create(newInteractionState({ id: randomUUID() }))).id);
    clock.advance(days * DAY_MS);
  }
  clock.advance(-30 * DAY_MS);
  const before = clock.iso();
  clock.advance(30 * DAY_MS);
  return { ...database, ids, before, unused: new UnusedInteractions(dataSource) };
}

const idsOf = (found: readonly { id: string }[]) => found.map(({ id }) => id);

describe('interactions that were not used', () => {
  it('are those whose last use is longer ago, the longest first', async () => {
    const { unused, before, ids } = await withInteractions(31, 5, 400, 29.99, 30.01);
    expect(idsOf(await unused.find(before, 10))).toEqual([ids[2], ids[0], ids[4]]);
    expect(idsOf(await unused.find(before, 2))).toEqual([ids[2], ids[0]]);
    expect(await unused.survey(before)).toEqual({ interactions: 3, imageBytes: 0 });
  });

  it('are counted by last use, not by creation', async () => {
    const { unused, before, ids, persistence } = await withInteractions(31, 32);
    await persistence.save(await persistence.load(ids[1]!));
    expect(idsOf(await unused.find(before, 10))).toEqual([ids[0]]);
  });

  it('tell the images that go with them', async () => {
    const { unused, persistence, clock } = await withInteractions();
    const { inputs, outputs } = resultState(2, {
      inputs: [storedImage({ byteSize: 10 })],
      outputs: [
        outputItem({ image: storedImage({ byteSize: 10 }) }),
        outputItem({
          image: storedImage({ key: outputKey(1), byteSize: 100 }),
          deliveryImage: storedImage({ key: outputKey(2), byteSize: 1000 }),
        }),
      ],
    });
    await persistence.create(newInteractionState({ inputs, outputs }));
    clock.advance(1);
    expect(await unused.find(clock.iso(), 10)).toEqual([
      {
        id: INTERACTION_ID,
        imageKeys: [storedImage().key, outputKey(1), outputKey(2)],
        imageBytes: 1110,
      },
    ]);
    expect(await unused.survey(clock.iso())).toEqual({ interactions: 1, imageBytes: 1110 });
  });

  it('tell their images even when the row cannot be read', async () => {
    const { unused, persistence, clock, dataSource } = await withInteractions();
    await persistence.create(newInteractionState({ inputs: [storedImage()] }));
    await dataSource.query(`UPDATE interaction_states SET inputs = substr(inputs, 1, 120)`);
    clock.advance(1);
    const [found] = await unused.find(clock.iso(), 10);
    expect(found?.imageKeys).toEqual([storedImage().key]);
  });

  it.each(GENERATION_STATUSES)('with a generation that is %s', async (status) => {
    const { unused, persistence, clock } = await withInteractions();
    await persistence.create(newInteractionState({ generation: generationIn(status) }));
    clock.advance(1);
    const isOver = ['delivered', 'failed', 'cancelled'].includes(status);
    const expected = isOver ? [INTERACTION_ID] : [];
    expect(idsOf(await unused.find(clock.iso(), 10))).toEqual(expected);
  });

  it('are found through the index, without sorting', async () => {
    const { unused, before, dataSource } = await withInteractions(31);
    const statements = recordStatements(dataSource);
    await unused.find(before, 50);
    const plan: { detail: string }[] = await dataSource.query(
      `EXPLAIN QUERY PLAN ${statements[0]}`,
      [before],
    );
    expect(plan.map(({ detail }) => detail)).toEqual([
      expect.stringContaining('interaction_states_last_used'),
    ]);
  });
});

describe('removing unused interactions', () => {
  it('takes them in one statement, and nothing else', async () => {
    const { unused, before, ids, dataSource, persistence } = await withInteractions(31, 5, 32);
    const found = await unused.find(before, 10);
    const statements = recordStatements(dataSource);
    expect(await unused.remove(found, before)).toEqual(found);
    expect(statements).toEqual([expect.stringMatching(/^DELETE .* IS NULL/)]);
    expect((await persistence.stats()).interactions).toBe(1);
    expect((await persistence.load(ids[1]!)).id).toBe(ids[1]);
  });

  it('leaves one that was used since it was found', async () => {
    const { unused, before, ids, persistence } = await withInteractions(31, 32, 33);
    const found = await unused.find(before, 10);
    await persistence.save(await persistence.load(ids[1]!));
    expect(idsOf(await unused.remove(found, before))).toEqual([ids[2], ids[0]]);
    expect((await persistence.load(ids[1]!)).version).toBe(2);
  });

  it('leaves one for which a picture was asked since it was found', async () => {
    const { unused, before, ids, dataSource } = await withInteractions(31);
    const found = await unused.find(before, 10);
    await dataSource.query(`UPDATE interaction_states SET under_way = 'requested'`);
    expect(await unused.remove(found, before)).toEqual([]);
    expect(await dataSource.query('SELECT id FROM interaction_states')).toEqual([{ id: ids[0] }]);
  });

  it('counts those that another process has removed meanwhile as gone', async () => {
    const { unused, before, dataSource } = await withInteractions(31, 32);
    const found = await unused.find(before, 10);
    await dataSource.query('DELETE FROM interaction_states');
    expect(await unused.remove(found, before)).toEqual(found);
  });
});
