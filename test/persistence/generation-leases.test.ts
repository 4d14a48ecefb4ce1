import { describe, expect, it } from '@jest/globals';

import { GenerationLeases } from '../../src/persistence/generation-leases.js';
import type { Generation, GenerationLease } from '../../src/interactions/generation.js';
import {
  generationIn,
  GENERATION_STATUSES,
  INTERACTION_ID,
  LEASE,
  newInteractionState,
  OTHER_INTERACTION_ID,
} from '../support/states.js';
import { openTestDatabase, recordStatements } from '../support/test-database.js';

const MINE: GenerationLease = {
  owner: 'process 2',
  since: '2026-11-24T12:10:00.000Z',
  until: '2026-11-24T12:11:00.000Z',
};

async function setUp(made: Generation | null) {
  const { dataSource, persistence } = await openTestDatabase();
  const created = await persistence.create(newInteractionState({ generation: made }));
  const leases = new GenerationLeases(dataSource);
  const load = () => persistence.load(INTERACTION_ID);
  return { dataSource, persistence, created, leases, load };
}

describe('a claim', () => {
  it('is granted where a generation is requested, and says who has it', async () => {
    const { leases, created, load } = await setUp(generationIn('requested'));
    expect(await leases.claim(INTERACTION_ID, MINE, false)).toBe(true);
    const { generation, version } = await load();
    expect(generation).toEqual({ ...generationIn('running'), lease: MINE, attempts: 1 });
    expect(version).toBe(created.version + 1);
  });

  it.each(GENERATION_STATUSES.filter((status) => status !== 'requested'))(
    'is not granted, and changes nothing, where a generation is %s',
    async (status) => {
      const { leases, created, load } = await setUp(generationIn(status));
      expect(await leases.claim(INTERACTION_ID, MINE, false)).toBe(false);
      expect(await load()).toEqual(created);
    },
  );

  it('is one statement', async () => {
    const { leases, dataSource } = await setUp(generationIn('requested'));
    const statements = recordStatements(dataSource);
    await leases.claim(INTERACTION_ID, MINE, false);
    expect(statements).toEqual([expect.stringMatching(/^UPDATE /)]);
  });

  it('is granted to one of many that ask at once', async () => {
    const { leases, load } = await setUp(generationIn('requested'));
    const claims = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        leases.claim(INTERACTION_ID, { ...MINE, owner: `worker ${n}` }, false),
      ),
    );
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect((await load()).generation?.lease?.owner).toBe(`worker ${claims.indexOf(true)}`);
  });

  it('is granted to one of two processes on the same database', async () => {
    const { persistence, file } = await openTestDatabase();
    const one = new GenerationLeases((await openTestDatabase(file)).dataSource);
    const two = new GenerationLeases((await openTestDatabase(file)).dataSource);
    for (let n = 0; n < 20; n += 1) {
      const id = `3f2b8c1e-9d4a-4c77-8b21-5a6f0e9d1c${n + 10}`;
      await persistence.create(newInteractionState({ id, generation: generationIn('requested') }));
      const claims = await Promise.all([one.claim(id, MINE, false), two.claim(id, LEASE, false)]);
      expect(claims.toSorted()).toEqual([false, true]);
    }
  });

  it.each([
    ['2026-11-24T12:10:00.001Z', false],
    ['2026-11-24T12:10:00.000Z', true],
    ['2026-11-24T12:09:59.999Z', true],
  ])('is granted against a lease until %s: %s', async (until, isGranted) => {
    const running = { ...generationIn('running'), lease: { ...LEASE, until } };
    const { leases, load } = await setUp(running);
    expect(await leases.claim(INTERACTION_ID, MINE, false)).toBe(isGranted);
    expect((await load()).generation?.attempts).toBe(isGranted ? 2 : 1);
  });

  it('is granted where the worker is known to be dead, whatever its lease says', async () => {
    const { leases, load } = await setUp(generationIn('running'));
    expect(await leases.claim(INTERACTION_ID, MINE, true)).toBe(true);
    expect((await load()).generation?.lease).toEqual(MINE);
  });

  it('takes nothing over from its own process, whose worker is alive', async () => {
    const lease = { ...MINE, until: MINE.since };
    const { leases } = await setUp({ ...generationIn('running'), lease });
    expect(await leases.claim(INTERACTION_ID, MINE, true)).toBe(false);
  });

  it('is not granted where there is nothing to run', async () => {
    const { leases } = await setUp(null);
    expect(await leases.claim(INTERACTION_ID, MINE, true)).toBe(false);
    expect(await leases.claim(OTHER_INTERACTION_ID, MINE, true)).toBe(false);
  });

  it('makes a click that was under way start over with the newest state', async () => {
    const { leases, persistence, created } = await setUp(generationIn('requested'));
    await leases.claim(INTERACTION_ID, MINE, false);
    await expect(persistence.save(created)).rejects.toMatchObject({ code: 'state.conflict' });
  });
});

describe('the renewal of a lease', () => {
  const later = { ...MINE, until: '2026-11-24T12:30:00.000Z' };

  it('moves it on, and disturbs no click', async () => {
    const { leases, persistence, load } = await setUp(generationIn('requested'));
    await leases.claim(INTERACTION_ID, MINE, false);
    const seen = await load();
    await leases.renew(INTERACTION_ID, later);
    expect((await load()).generation?.lease).toEqual(later);
    await persistence.save(seen);
  });

  it('changes nothing that is not the caller’s any more', async () => {
    const { leases, created, load } = await setUp(generationIn('running'));
    await leases.renew(INTERACTION_ID, later);
    expect(await load()).toEqual(created);
  });
});
