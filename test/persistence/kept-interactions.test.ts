import { randomUUID } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { KeptInteractions } from '../../src/persistence/kept-interactions.js';
import { FormerProgram } from '../support/former-version/program.js';
import { INTERACTION_ID, newInteractionState } from '../support/states.js';
import { planOf } from '../support/statement-plan.js';
import { openTestDatabase, recordStatements, storedState } from '../support/test-database.js';

const ANN = '200000000000000001';
const BEN = '200000000000000002';

async function setUp() {
  const database = await openTestDatabase();
  const { persistence, clock } = database;
  const add = async (keptBy: string | null, changes = {}) =>
    (await persistence.create(newInteractionState({ id: randomUUID(), keptBy, ...changes }))).id;
  /** The time right after everything that was stored so far. */
  const later = () => {
    clock.advance(1);
    return clock.iso();
  };
  return { ...database, add, later, kept: new KeptInteractions(database.dataSource) };
}

describe('an interaction that somebody keeps', () => {
  it('a kept interaction says who keeps it, until it is taken off', async () => {
    const { persistence, add } = await setUp();
    const id = await add(null);
    await persistence.change(id, (state) => ({ ...state, keptBy: ANN }));
    expect((await storedState(persistence, id)).keptBy).toBe(ANN);
    await persistence.change(id, (state) => ({ ...state, keptBy: null }));
    expect((await storedState(persistence, id)).keptBy).toBeNull();
  });

  it('a kept interaction is no unused one, however old it is, also when it becomes kept on the way', async () => {
    const { inventory, persistence, add, later } = await setUp();
    const [kept, unused, late] = [await add(ANN), await add(null), await add(null)];
    const which = { unusedSince: later() };
    const found = await inventory.findRemovable(which, 10);
    expect(found.map(({ id }) => id).toSorted()).toEqual([unused, late].toSorted());
    expect((await inventory.countRemovable(which)).interactions).toBe(2);
    const all = await inventory.countRemovable({ ...which, evenKept: true });
    expect(all.interactions).toBe(3);
    await persistence.change(late, (state) => ({ ...state, keptBy: BEN }));
    expect(await inventory.remove(found, which)).toMatchObject([{ id: unused }]);
    expect((await storedState(persistence, kept)).keptBy).toBe(ANN);
    expect((await storedState(persistence, late)).keptBy).toBe(BEN);
  });

  it('a kept interaction goes all the same when its card was deleted, and when its server was left', async () => {
    const { inventory, clock, add, later } = await setUp();
    const deleted = await add(ANN, { deletedAt: clock.iso(), guildId: null });
    const left = await add(ANN, { guildId: '300000000000000009' });
    const ids = async (which: Parameters<typeof inventory.findRemovable>[0]) =>
      (await inventory.findRemovable(which, 10)).map(({ id }) => id);
    expect(await ids({ deletedBefore: later() })).toEqual([deleted]);
    expect(await ids({ guildId: '300000000000000009', channelId: null })).toEqual([left]);
  });

  it('kept interactions are counted for each person, by an index alone', async () => {
    const { kept, dataSource, add } = await setUp();
    for (const keptBy of [ANN, BEN, ANN, null]) await add(keptBy);
    const statements = recordStatements(dataSource);
    expect(await kept.countOf(ANN)).toBe(2);
    expect(await kept.countOf(BEN)).toBe(1);
    expect(await kept.countOf('200000000000000003')).toBe(0);
    const plan = await planOf(dataSource, statements[0] ?? '', [ANN]);
    expect(plan.indexes).toEqual(['interactions_kept']);
  });

  it('a kept interaction stays kept when a process of a former version saves it', async () => {
    const { persistence, file } = await setUp();
    await persistence.create(newInteractionState({ keptBy: ANN }));
    const former = await FormerProgram.start(file);
    const { row, document } = await former.load(INTERACTION_ID);
    const evening = { ...document, currentPrompt: 'a lighthouse in the evening' };
    expect(await former.save({ ...row, document: JSON.stringify(evening) })).toBe(true);
    expect(await storedState(persistence, INTERACTION_ID)).toMatchObject({
      currentPrompt: 'a lighthouse in the evening',
      keptBy: ANN,
    });
  });
});
