import { describe, expect, it } from '@jest/globals';

import { claim } from '../../src/interactions/transitions.js';
import { GenerationLeases } from '../../src/persistence/generation-leases.js';
import type { Generation } from '../../src/interactions/generation.js';
import {
  generationIn,
  GENERATION_STATUSES,
  INTERACTION_ID,
  LEASE,
  newInteractionState,
  OTHER_INTERACTION_ID,
} from '../support/states.js';
import {
  storedState,
  openTestDatabase,
  recordStatements,
  type TestDatabase,
} from '../support/test-database.js';

const leasesOf = ({ dataSource, clock, logger }: TestDatabase) =>
  new GenerationLeases(dataSource, clock, logger);

async function setUp(made: Generation | null) {
  const database = await openTestDatabase();
  const { persistence } = database;
  const created = await persistence.create(newInteractionState({ generation: made }));
  const load = () => storedState(persistence, INTERACTION_ID);
  return { ...database, created, leases: leasesOf(database), load };
}

describe('a claim', () => {
  it('a claim is granted where a generation is requested, and says who has it for a minute', async () => {
    const { leases, created, load } = await setUp(generationIn('requested'));
    expect(await leases.claim(INTERACTION_ID, false)).toBe(true);
    const { generation, version } = await load();
    const lease = {
      owner: expect.stringMatching(/^[0-9a-f-]{36}$/),
      since: '2026-11-24T12:00:00.000Z',
      until: '2026-11-24T12:01:00.000Z',
    };
    expect(generation).toEqual({ ...generationIn('running'), lease, attempts: 1 });
    expect(version).toBe(created.version + 1);
  });

  it.each([
    ['requested', { ...generationIn('requested'), attempts: 3, failures: 2 }, false],
    ['running at a dead worker', generationIn('running'), true],
  ] as const)('a claim does to the row what the transition does: %s', async (_from, made, dead) => {
    const { leases, created, load } = await setUp(made);
    await leases.claim(INTERACTION_ID, dead);
    const state = await load();
    const { lease } = state.generation!;
    expect(state).toEqual({ ...claim(created, lease!), version: created.version + 1 });
  });

  it.each(GENERATION_STATUSES.filter((status) => status !== 'requested'))(
    'a claim is not granted, and changes nothing, where a generation is %s',
    async (status) => {
      const { leases, created, load } = await setUp(generationIn(status));
      expect(await leases.claim(INTERACTION_ID, false)).toBe(false);
      expect(await load()).toEqual(created);
    },
  );

  it('a claim is one statement', async () => {
    const { leases, dataSource } = await setUp(generationIn('requested'));
    const statements = recordStatements(dataSource);
    await leases.claim(INTERACTION_ID, false);
    expect(statements).toEqual([expect.stringMatching(/^UPDATE /)]);
  });

  it('a claim is granted to one of many workers that ask at once', async () => {
    const world = await setUp(generationIn('requested'));
    const workers = Array.from({ length: 20 }, () => leasesOf(world));
    const claims = await Promise.all(workers.map((each) => each.claim(INTERACTION_ID, false)));
    expect(claims.filter(Boolean)).toHaveLength(1);
    const winner = workers[claims.indexOf(true)]!;
    const loser = workers[claims.indexOf(false)]!;
    // Only the winner counts as the worker that is alive.
    expect(await winner.claim(INTERACTION_ID, true)).toBe(false);
    expect(await loser.claim(INTERACTION_ID, true)).toBe(true);
  });

  it('a claim is granted to one of two processes on the same database', async () => {
    const { persistence, file } = await openTestDatabase();
    const one = leasesOf(await openTestDatabase(file));
    const two = leasesOf(await openTestDatabase(file));
    for (let n = 0; n < 20; n += 1) {
      const id = `3f2b8c1e-9d4a-4c77-8b21-5a6f0e9d1c${n + 10}`;
      await persistence.create(newInteractionState({ id, generation: generationIn('requested') }));
      const claims = await Promise.all([one.claim(id, false), two.claim(id, false)]);
      expect(claims.toSorted()).toEqual([false, true]);
    }
  });

  it.each([
    ['2026-11-24T12:00:00.001Z', false],
    ['2026-11-24T12:00:00.000Z', true],
    ['2026-11-24T11:59:59.999Z', true],
  ])('a claim is granted against a lease until %s: %s', async (until, isGranted) => {
    const running = { ...generationIn('running'), lease: { ...LEASE, until } };
    const { leases, load, clock } = await setUp(running);
    expect(clock.iso()).toBe('2026-11-24T12:00:00.000Z');
    expect(await leases.claim(INTERACTION_ID, false)).toBe(isGranted);
    expect((await load()).generation?.attempts).toBe(isGranted ? 2 : 1);
  });

  it('a claim is granted where the worker is known to be dead, whatever its lease says', async () => {
    const { leases, load } = await setUp(generationIn('running'));
    expect(await leases.claim(INTERACTION_ID, true)).toBe(true);
    const lease = (await load()).generation?.lease;
    expect(lease?.owner).not.toBe(LEASE.owner);
    expect(lease?.until).toBe('2026-11-24T12:01:00.000Z');
  });

  it('a claim takes nothing over from its own process, whose worker is alive', async () => {
    const { leases, clock } = await setUp(generationIn('requested'));
    expect(await leases.claim(INTERACTION_ID, false)).toBe(true);
    expect(await leases.claim(INTERACTION_ID, true)).toBe(false);
    clock.advance(3_600_000);
    expect(await leases.claim(INTERACTION_ID, true)).toBe(false);
  });

  it('a claim is not granted where there is nothing to run', async () => {
    const { leases } = await setUp(null);
    expect(await leases.claim(INTERACTION_ID, true)).toBe(false);
    expect(await leases.claim(OTHER_INTERACTION_ID, true)).toBe(false);
  });

  it('a claim makes a click that is in hand start over with the newest state', async () => {
    const { leases, persistence, created } = await setUp(generationIn('requested'));
    await leases.claim(INTERACTION_ID, false);
    await expect(persistence.save(created)).rejects.toMatchObject({ code: 'state.conflict' });
  });

  it('every start of a process has an owner of its own', async () => {
    const world = await setUp(generationIn('requested'));
    await world.leases.claim(INTERACTION_ID, false);
    const first = (await world.load()).generation?.lease?.owner;
    await leasesOf(world).claim(INTERACTION_ID, true);
    expect((await world.load()).generation?.lease?.owner).not.toBe(first);
  });
});
