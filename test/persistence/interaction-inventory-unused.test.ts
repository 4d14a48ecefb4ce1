import { randomUUID } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

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
import { planOf } from '../support/statement-plan.js';
import { openTestDatabase, recordStatements } from '../support/test-database.js';

const DAY_MS = 86_400_000;

/** A database with the interactions named by how many days ago they were used. */
async function withInteractions(...daysAgo: readonly number[]) {
  const database = await openTestDatabase();
  const { clock, persistence } = database;
  const ids: string[] = [];
  for (const days of daysAgo) {
    clock.advance(-days * DAY_MS);
    ids.push((await persistence.create(newInteractionState({ id: randomUUID() }))).id);
    clock.advance(days * DAY_MS);
  }
  clock.advance(-30 * DAY_MS);
  const before = clock.iso();
  clock.advance(30 * DAY_MS);
  return { ...database, ids, before };
}

const idsOf = (found: readonly { id: string }[]) => found.map(({ id }) => id);

describe('interactions that were not used', () => {
  it('unused interactions are those whose last use is longer ago, the longest first', async () => {
    const { inventory, before, ids } = await withInteractions(31, 5, 400, 29.99, 30.01);
    expect(idsOf(await inventory.findRemovable({ unusedSince: before }, 10))).toEqual([
      ids[2],
      ids[0],
      ids[4],
    ]);
    expect(idsOf(await inventory.findRemovable({ unusedSince: before }, 2))).toEqual([
      ids[2],
      ids[0],
    ]);
    expect(await inventory.countRemovable({ unusedSince: before })).toEqual({
      interactions: 3,
      imageBytes: 0,
    });
  });

  it('an interaction counts by its last use, not by its creation', async () => {
    const { inventory, before, ids, persistence } = await withInteractions(31, 32);
    await persistence.save(await persistence.load(ids[1]!));
    expect(idsOf(await inventory.findRemovable({ unusedSince: before }, 10))).toEqual([ids[0]]);
  });

  it('an unused interaction tells the images that go with it', async () => {
    const { inventory, persistence, clock } = await withInteractions();
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
    expect(await inventory.findRemovable({ unusedSince: clock.iso() }, 10)).toEqual([
      {
        id: INTERACTION_ID,
        imageKeys: [storedImage().key, outputKey(1), outputKey(2)],
        imageBytes: 1110,
      },
    ]);
    expect(await inventory.countRemovable({ unusedSince: clock.iso() })).toEqual({
      interactions: 1,
      imageBytes: 1110,
    });
  });

  it('an unused interaction tells its images even when its row cannot be read', async () => {
    const { inventory, persistence, clock, dataSource } = await withInteractions();
    await persistence.create(newInteractionState({ inputs: [storedImage()] }));
    const [row]: { document: string }[] = await dataSource.query(
      'SELECT document FROM interactions',
    );
    const [torn] = row!.document.split('sha256');
    await dataSource.query('UPDATE interactions SET document = $1', [torn]);
    clock.advance(1);
    const [found] = await inventory.findRemovable({ unusedSince: clock.iso() }, 10);
    expect(found?.imageKeys).toEqual([storedImage().key]);
  });

  it.each(GENERATION_STATUSES)(
    'an interaction counts as unused or not with a generation that is %s',
    async (status) => {
      const { inventory, persistence, clock } = await withInteractions();
      await persistence.create(newInteractionState({ generation: generationIn(status) }));
      clock.advance(1);
      const isOver = ['delivered', 'failed', 'cancelled'].includes(status);
      const expected = isOver ? [INTERACTION_ID] : [];
      expect(idsOf(await inventory.findRemovable({ unusedSince: clock.iso() }, 10))).toEqual(
        expected,
      );
    },
  );

  it.each([
    ['that a former version made', 'used_at = NULL'],
    ['that a former version changed', `used_at = '2025-01-01T00:00:00.000Z'`],
  ])('an interaction %s counts by its last use', async (_which, more) => {
    const { inventory, before, ids, dataSource } = await withInteractions(31, 32);
    const used = (at: string, id: string) =>
      dataSource.query(
        `UPDATE interactions SET last_used_at = '${at}', ${more} WHERE id = '${id}'`,
      );
    const laterBy = (ms: number) => new Date(Date.parse(before) + ms).toISOString();
    await used(laterBy(1), ids[0]!);
    await used(laterBy(-1), ids[1]!);
    expect(idsOf(await inventory.findRemovable({ unusedSince: before }, 10))).toEqual([ids[1]]);
    expect((await inventory.countRemovable({ unusedSince: before })).interactions).toBe(1);
  });

  it('unused interactions are found through the index, without sorting', async () => {
    const { inventory, before, dataSource } = await withInteractions(31);
    const statements = recordStatements(dataSource);
    await inventory.findRemovable({ unusedSince: before }, 50);
    const [statement = ''] = statements;
    const parameters = statement.match(/\?|\$\d+/g)?.map(() => before);
    const plan = await planOf(dataSource, statement, parameters);
    expect(plan).toMatchObject({ indexes: ['interactions_last_used'], sorts: false });
  });
});

describe('removing unused interactions', () => {
  it('the removal takes unused interactions in one statement, and nothing else', async () => {
    const { inventory, before, ids, dataSource, persistence } = await withInteractions(31, 5, 32);
    const found = await inventory.findRemovable({ unusedSince: before }, 10);
    const statements = recordStatements(dataSource);
    expect(await inventory.remove(found, { unusedSince: before })).toEqual(found);
    expect(statements).toEqual([
      expect.stringMatching(/^SELECT .* FROM "model_turns"/),
      expect.stringMatching(/^DELETE .* IS NULL/),
    ]);
    expect((await persistence.stats()).interactions).toBe(1);
    expect((await persistence.load(ids[1]!)).id).toBe(ids[1]);
  });

  it('the removal leaves an interaction that was used since it was found', async () => {
    const { inventory, before, ids, persistence } = await withInteractions(31, 32, 33);
    const found = await inventory.findRemovable({ unusedSince: before }, 10);
    await persistence.save(await persistence.load(ids[1]!));
    expect(idsOf(await inventory.remove(found, { unusedSince: before }))).toEqual([ids[2], ids[0]]);
    expect((await persistence.load(ids[1]!)).version).toBe(2);
  });

  it('the removal leaves an interaction for which a picture was asked since it was found', async () => {
    const { inventory, before, ids, dataSource } = await withInteractions(31);
    const found = await inventory.findRemovable({ unusedSince: before }, 10);
    await dataSource.query(`UPDATE interactions SET active_status = 'requested'`);
    expect(await inventory.remove(found, { unusedSince: before })).toEqual([]);
    expect(await dataSource.query('SELECT id FROM interactions')).toEqual([{ id: ids[0] }]);
  });

  it('the removal counts those that another process has removed meanwhile as gone', async () => {
    const { inventory, before, dataSource } = await withInteractions(31, 32);
    const found = await inventory.findRemovable({ unusedSince: before }, 10);
    await dataSource.query('DELETE FROM interactions');
    expect(await inventory.remove(found, { unusedSince: before })).toEqual(found);
  });
});
