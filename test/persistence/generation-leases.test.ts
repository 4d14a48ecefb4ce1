import { describe, expect, it } from '@jest/globals';

import { claim } from '../../src/interactions/transitions.js';
import type { Generation } from '../../src/interactions/generation.js';
import { leasesOf } from '../support/leases.js';
import {
  generationIn,
  GENERATION_STATUSES,
  INTERACTION_ID,
  interactionState,
  LEASE,
  newInteractionState,
  OTHER_INTERACTION_ID,
} from '../support/states.js';
import { openTestDatabase, recordStatements, storedState } from '../support/test-database.js';

/** Two attempts. */
const MINE = '11111111-1111-4111-8111-111111111111';
const THEIRS = '22222222-2222-4222-8222-222222222222';

/** The lease of a generation that is running, until `until`. */
const runningUntil = (until: string) => ({
  ...generationIn('running'),
  lease: { ...LEASE, until },
});

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
    expect(await leases.claim(created, MINE)).toBe('claimed');
    const { generation, version } = await load();
    const lease = {
      owner: MINE,
      since: '2026-11-24T12:00:00.000Z',
      until: '2026-11-24T12:01:00.000Z',
    };
    expect(generation).toEqual({ ...generationIn('running'), lease, attempts: 1 });
    expect(version).toBe(created.version + 1);
  });

  it.each([
    ['requested', { ...generationIn('requested'), attempts: 3, failures: 2 }],
    ['running, whose lease has ended', runningUntil('2026-11-24T12:00:00.000Z')],
  ] as const)('a claim does to the row what the transition does: %s', async (_from, made) => {
    const { leases, created, load } = await setUp(made);
    await leases.claim(created, MINE);
    const state = await load();
    const { lease } = state.generation!;
    expect(state).toEqual({ ...claim(created, lease!), version: created.version + 1 });
  });

  it.each(GENERATION_STATUSES.filter((status) => status !== 'requested'))(
    'a claim is not granted, and changes nothing, where a generation is %s',
    async (status) => {
      const { leases, created, load } = await setUp(generationIn(status));
      expect(await leases.claim(created, MINE)).toBe('refused');
      expect(await load()).toEqual(created);
    },
  );

  it('a claim is one statement, after a look for a free slot of the person', async () => {
    const { leases, created, dataSource } = await setUp(generationIn('requested'));
    const statements = recordStatements(dataSource);
    await leases.claim(created, MINE);
    expect(statements).toEqual([
      expect.stringMatching(/^SELECT /),
      expect.stringMatching(/^UPDATE /),
    ]);
  });

  it('a claim is granted to one of many workers that ask at once', async () => {
    const world = await setUp(generationIn('requested'));
    const claims = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        leasesOf(world).claim(world.created, `${n}`.padStart(36, '0')),
      ),
    );
    expect(claims.filter((result) => result === 'claimed')).toHaveLength(1);
    expect(new Set(claims)).toEqual(new Set(['claimed', 'refused']));
  });

  it('a claim is granted to one of two processes on the same database', async () => {
    const { persistence, file } = await openTestDatabase();
    const one = leasesOf(await openTestDatabase(file), { perPerson: 64 });
    const two = leasesOf(await openTestDatabase(file), { perPerson: 64 });
    for (let n = 0; n < 20; n += 1) {
      const id = `3f2b8c1e-9d4a-4c77-8b21-5a6f0e9d1c${n + 10}`;
      const state = newInteractionState({ id, generation: generationIn('requested') });
      const created = await persistence.create(state);
      const claims = await Promise.all([one.claim(created, MINE), two.claim(created, THEIRS)]);
      expect(claims.toSorted()).toEqual(['claimed', 'refused']);
    }
  });

  it.each([
    ['2026-11-24T12:00:00.001Z', 'refused', 1],
    ['2026-11-24T12:00:00.000Z', 'claimed', 2],
    ['2026-11-24T11:59:59.999Z', 'claimed', 2],
  ] as const)('a claim against a lease until %s is %s', async (until, result, attempts) => {
    const { leases, created, load, clock } = await setUp(runningUntil(until));
    expect(clock.iso()).toBe('2026-11-24T12:00:00.000Z');
    expect(await leases.claim(created, MINE)).toBe(result);
    expect((await load()).generation?.attempts).toBe(attempts);
  });

  it('a claim is refused to an attempt that does not know the newest state', async () => {
    const { leases, created, persistence, load } = await setUp(generationIn('requested'));
    const newest = await persistence.save({ ...created, currentPrompt: 'another' });
    expect(await leases.claim(created, MINE)).toBe('refused');
    expect(await load()).toEqual(newest);
  });

  it('a claim is not granted where there is nothing to run', async () => {
    const { leases, created } = await setUp(null);
    expect(await leases.claim(created, MINE)).toBe('refused');
    const gone = interactionState({
      id: OTHER_INTERACTION_ID,
      generation: generationIn('requested'),
    });
    expect(await leases.claim(gone, MINE)).toBe('refused');
  });

  it('a claim makes a click that is in hand start over with the newest state', async () => {
    const { leases, persistence, created } = await setUp(generationIn('requested'));
    await leases.claim(created, MINE);
    await expect(persistence.save(created)).rejects.toMatchObject({ code: 'state.conflict' });
  });

  it.each([
    [true, '2026-11-24T12:00:00.000Z'],
    [false, LEASE.until],
  ])(
    'a process ends the leases of former ones at its start if it is the only one (%s)',
    async (isOnlyProcess, until) => {
      const world = await setUp(generationIn('running'));
      await leasesOf(world, { isOnlyProcess }).endFormer();
      expect((await world.load()).generation?.lease).toEqual({ ...LEASE, until });
    },
  );
});
