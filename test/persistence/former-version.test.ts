import { randomUUID } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { Beginnings } from '../../src/persistence/beginnings.js';
import { Duties } from '../../src/persistence/duties.js';
import { ModelRecords } from '../../src/persistence/model-records.js';
import { formerInteraction, FormerProgram } from '../support/former-version/program.js';
import { leasesOf } from '../support/leases.js';
import { generationIn, INTERACTION_ID, newInteractionState } from '../support/states.js';
import { openTestDatabase } from '../support/test-database.js';

const FORMER_ID = '00000000-0000-4000-8000-000000000001';
const FORMER_OWNER = '00000000-0000-4000-8000-0000000000aa';
const NOW = '2026-11-24T12:00:00.000Z';
/** The former version learns the day of the last use. */
const TODAY = '2026-11-24T00:00:00.000Z';

/** A process of this version, and one of the former version that starts beside it. */
async function setUp() {
  const today = await openTestDatabase();
  const leases = leasesOf(today);
  const claims = async (id: string) =>
    (await leases.claim(await today.persistence.load(id), randomUUID())) === 'claimed';
  return { ...today, claims, former: await FormerProgram.start(today.file) };
}

describe('a process of the former version, beside the newest schema', () => {
  it('the former version starts, and leaves the schema as it is', async () => {
    const { dataSource } = await setUp();
    const executed: unknown[] = await dataSource.query('SELECT name FROM migrations');
    expect(executed).toHaveLength(dataSource.migrations.length);
  });

  it('this version loads and changes what the former version has stored, and the other way round', async () => {
    const { persistence, former } = await setUp();
    await former.insert(formerInteraction(FORMER_ID, NOW));
    const loaded = await persistence.load(FORMER_ID);
    expect(loaded).toMatchObject({ version: 1, currentPrompt: 'a lighthouse', lastUsedAt: NOW });
    await persistence.save({ ...loaded, currentPrompt: 'a lighthouse at night' });

    const { row, document } = await former.load(FORMER_ID);
    expect(document.currentPrompt).toBe('a lighthouse at night');
    const evening = { ...document, currentPrompt: 'a lighthouse in the evening' };
    expect(await former.save({ ...row, document: JSON.stringify(evening) })).toBe(true);
    expect(await persistence.load(FORMER_ID)).toMatchObject({
      version: 3,
      currentPrompt: 'a lighthouse in the evening',
    });
  });

  it('the former version reads a new interaction of this version', async () => {
    const { persistence, former } = await setUp();
    await persistence.create(newInteractionState());
    const { row, document } = await former.load(INTERACTION_ID);
    const known = formerInteraction(INTERACTION_ID, NOW);
    expect(row).toMatchObject({ version: 1, lastUsedAt: TODAY, attempts: 0, imageBytes: 0 });
    expect(Object.keys(document)).toEqual(
      expect.arrayContaining(Object.keys(JSON.parse(known.document))),
    );
  });

  it('of two versions that change the same interaction, the second is refused', async () => {
    const { persistence, former } = await setUp();
    const state = await persistence.create(newInteractionState());
    const { row } = await former.load(INTERACTION_ID);
    expect(await former.save(row)).toBe(true);
    await expect(persistence.save(state)).rejects.toMatchObject({ code: 'state.conflict' });
    expect(await former.save(row)).toBe(false);
  });

  it('a generation is run by the version that has claimed it, and by no other', async () => {
    const { persistence, claims, clock, former } = await setUp();
    await persistence.create(newInteractionState({ generation: generationIn('requested') }));
    expect(await former.claim(INTERACTION_ID, FORMER_OWNER, clock.now())).toBe(true);
    expect(await claims(INTERACTION_ID)).toBe(false);
    clock.advance(50_000);
    expect(await former.renew(INTERACTION_ID, FORMER_OWNER, clock.now())).toBe(true);
    clock.advance(50_000);
    expect(await claims(INTERACTION_ID)).toBe(false);
    clock.advance(10_000);
    expect(await claims(INTERACTION_ID)).toBe(true);
    expect(await former.renew(INTERACTION_ID, FORMER_OWNER, clock.now())).toBe(false);
    expect(await former.claim(INTERACTION_ID, FORMER_OWNER, clock.now())).toBe(false);
  });

  it('a person whose generation the former version has ended may have the next one', async () => {
    const { persistence, claims, former } = await setUp();
    const requested = { generation: generationIn('requested') };
    await persistence.create(newInteractionState(requested));
    await persistence.create(newInteractionState({ ...requested, id: FORMER_ID }));
    expect(await claims(INTERACTION_ID)).toBe(true);
    const { row } = await former.load(INTERACTION_ID);
    const ended = { activeStatus: null, leaseOwner: null, leaseSince: null, leaseUntil: null };
    expect(await former.save({ ...row, ...ended })).toBe(true);
    expect(await claims(FORMER_ID)).toBe(true);
  });

  it('what either version has used remains when the other one cleans up', async () => {
    const { persistence, inventory, clock, former } = await setUp();
    await former.insert(formerInteraction(FORMER_ID, NOW));
    await persistence.create(newInteractionState());
    clock.advance(40 * 24 * 3_600_000);
    const { row } = await former.load(FORMER_ID);
    await former.save({ ...row, lastUsedAt: clock.iso() });
    await persistence.save(await persistence.load(INTERACTION_ID));

    const month = new Date(clock.now() - 30 * 24 * 3_600_000).toISOString();
    expect(await inventory.findRemovable({ unusedSince: month }, 10)).toEqual([]);
    await former.removeUnused(month);
    expect(await inventory.count()).toBe(2);
    const tomorrow = new Date(clock.now() + 2 * 24 * 3_600_000).toISOString();
    expect(await inventory.findRemovable({ unusedSince: tomorrow }, 10)).toHaveLength(2);
  });

  it('the versions share beginnings, duties and the records of models', async () => {
    const { dataSource, clock, logger, former } = await setUp();
    await former.noteBeginning('1', 1, NOW);
    const duties = new Duties(dataSource, clock, logger);
    const beginnings = new Beginnings(dataSource, duties, false, clock, logger);
    await beginnings.load();
    const work = async () => expect((await former.beginningIds()).toSorted()).toEqual(['1', '2']);
    await beginnings.run({ id: '2', kind: 'click', work, giveUp: work });

    const in30s = new Date(clock.now() + 30_000).toISOString();
    expect(await former.takeDuty('shard 0', FORMER_OWNER, NOW, in30s)).toBe(true);
    expect(await duties.take('shard 0')).toBe(false);
    expect(await duties.take('shard 1')).toBe(true);
    expect(await former.takeDuty('shard 1', FORMER_OWNER, NOW, in30s)).toBe(false);

    const records = new ModelRecords(dataSource);
    const record = { name: 'a model', averageMs: 1, failuresInARow: 2, openUntil: NOW };
    await former.saveModelRecord(record);
    expect(await records.load('a model')).toMatchObject(record);
    await records.change('a model', (known) => ({ ...known, failuresInARow: 3 }));
    expect(await former.modelRecord('a model')).toMatchObject({ failuresInARow: 3 });
  });
});
