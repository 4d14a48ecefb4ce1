import { describe, expect, it } from '@jest/globals';

import { cancel } from '../../src/interactions/transitions.js';
import { LEASE_MS } from '../../src/persistence/generation-leases.js';
import { WAY_LEFT_MS } from '../../src/persistence/person-slots.js';
import { leasesOf } from '../support/leases.js';
import { generation, newInteractionState } from '../support/states.js';
import { openTestDatabase, storedState } from '../support/test-database.js';

/** A UUID that ends in `n`. */
const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

const ANN = '200000000000000001';
const BEN = '200000000000000002';

async function setUp(perPerson = 1) {
  const database = await openTestDatabase();
  const { clock, persistence, dataSource } = database;
  let interactions = 0;
  /** Each is requested a little later than the one before. */
  const request = (personId = ANN) => {
    clock.advance(1);
    const made = generation({ requestedBy: personId, requestedAt: clock.iso() });
    const id = idOf((interactions += 1));
    return persistence.create(
      newInteractionState({ id, requestMessageId: null, generation: made }),
    );
  };
  /** Another process claims the interaction for an attempt of its own. */
  const claim = async (id: string, slots = perPerson) =>
    leasesOf(database, { perPerson: slots }).claim(
      await storedState(persistence, id),
      crypto.randomUUID(),
    );
  const slots = async (): Promise<string[]> => {
    const rows: { slot: string }[] = await dataSource.query(
      'SELECT person_slot AS slot FROM interactions WHERE person_slot IS NOT NULL ORDER BY 1',
    );
    return rows.map(({ slot }) => slot);
  };
  return { ...database, request, claim, slots };
}

describe('the limit for a person', () => {
  it('a person has one picture made at a time by all processes, and others are not held up', async () => {
    const { request, claim } = await setUp();
    const [first, second] = [await request(), await request()];
    const other = await request(BEN);
    expect(await claim(first.id)).toBe('claimed');
    expect(await claim(second.id)).toBe('occupied');
    expect(await claim(other.id)).toBe('claimed');
  });

  it('a person has as many pictures made at a time as is allowed, however many processes claim at once', async () => {
    const { request, claim, slots } = await setUp(3);
    const states = await Promise.all(Array.from({ length: 20 }, () => request()));
    const results = await Promise.all(states.map(({ id }) => claim(id)));
    expect(results.filter((result) => result === 'claimed')).toHaveLength(3);
    expect(results.filter((result) => result === 'occupied')).toHaveLength(17);
    expect(await slots()).toEqual([`${ANN}:0`, `${ANN}:1`, `${ANN}:2`]);
  });

  it('a person’s next picture can begin when the former one is over in any way', async () => {
    const { persistence, request, claim } = await setUp();
    const [first, second] = [await request(), await request()];
    await claim(first.id);
    await persistence.change(first.id, cancel);
    expect(await claim(second.id)).toBe('claimed');
  });

  it('a picture that goes on being made keeps its place while its card changes', async () => {
    const { persistence, request, claim } = await setUp();
    const [first, second] = [await request(), await request()];
    await claim(first.id);
    await persistence.change(first.id, (state) => ({ ...state, currentPrompt: 'another' }));
    expect(await claim(second.id)).toBe('occupied');
  });

  it('a process that died holds up a person until its lease has ended, and no longer', async () => {
    const { clock, request, claim, slots } = await setUp();
    const [lost, next] = [await request(), await request()];
    await claim(lost.id);
    clock.advance(LEASE_MS - 1);
    expect(await claim(next.id)).toBe('occupied');
    clock.advance(1);
    expect(await claim(next.id)).toBe('claimed');
    // What the dead process left has no place any more, and waits for one as everything does.
    expect(await claim(lost.id)).toBe('occupied');
    expect(await slots()).toEqual([`${ANN}:0`]);
  });

  it('a generation that is taken over from a dead process needs no second place', async () => {
    const { clock, request, claim, slots } = await setUp();
    const { id } = await request();
    await claim(id);
    clock.advance(LEASE_MS);
    expect(await claim(id)).toBe('claimed');
    expect(await slots()).toEqual([`${ANN}:0`]);
  });

  it('a place that a former version has left behind is free', async () => {
    const { dataSource, persistence, request, claim } = await setUp();
    const [first, second] = [await request(), await request()];
    await claim(first.id);
    await dataSource.query(
      `UPDATE interactions SET active_status = 'cancelling', lease_owner = NULL, lease_since = NULL, lease_until = NULL WHERE id = '${first.id}'`,
    );
    expect(await claim(second.id)).toBe('claimed');
    expect((await storedState(persistence, first.id)).generation?.status).toBe('cancelling');
  });

  it('a limit that was raised or lowered by a restart holds from then on', async () => {
    const { request, claim } = await setUp();
    const states = await Promise.all(Array.from({ length: 4 }, () => request()));
    const [a, b, c, d] = states.map(({ id }) => id) as [string, string, string, string];
    expect(await claim(a, 1)).toBe('claimed');
    expect(await claim(b, 2)).toBe('claimed');
    expect(await claim(c, 2)).toBe('occupied');
    expect(await claim(d, 1)).toBe('occupied');
  });

  it('a free place is left to the request that was made first, in whichever process it waits', async () => {
    const { persistence, request, claim } = await setUp();
    const [running, earlier, later] = [await request(), await request(), await request()];
    await claim(running.id);
    expect(await claim(later.id)).toBe('occupied');
    expect(await claim(earlier.id)).toBe('occupied');
    await persistence.change(running.id, cancel);
    expect(await claim(later.id)).toBe('occupied');
    expect(await claim(earlier.id)).toBe('claimed');
    await persistence.change(earlier.id, cancel);
    expect(await claim(later.id)).toBe('claimed');
  });

  it('a place is left for some seconds only to a request that nobody runs', async () => {
    const { clock, persistence, request, claim } = await setUp();
    const [running, earlier, later] = [await request(), await request(), await request()];
    await claim(running.id);
    await claim(earlier.id);
    await persistence.change(running.id, cancel);
    clock.advance(WAY_LEFT_MS - 1);
    expect(await claim(later.id)).toBe('occupied');
    clock.advance(1);
    expect(await claim(later.id)).toBe('claimed');
  });

  it('a place is left to no request that was called off, and to none that only has the earlier time', async () => {
    const { persistence, request, claim } = await setUp();
    const [running, earlier, later] = [await request(), await request(), await request()];
    await claim(running.id);
    await claim(later.id);
    await persistence.change(running.id, cancel);
    expect(await claim(earlier.id)).toBe('claimed');
    const another = await request();
    await claim(another.id);
    for (const { id } of [earlier, later]) await persistence.change(id, cancel);
    expect(await claim(another.id)).toBe('claimed');
  });

  it('a request keeps its turn for a place while its card changes', async () => {
    const { persistence, request, claim } = await setUp();
    const [running, earlier, later] = [await request(), await request(), await request()];
    await claim(running.id);
    await claim(earlier.id);
    await persistence.change(earlier.id, (state) => ({ ...state, currentPrompt: 'another' }));
    await persistence.change(running.id, cancel);
    expect(await claim(later.id)).toBe('occupied');
  });

  it('a request leaves as many places as earlier ones wait, and takes one more', async () => {
    const { persistence, request, claim } = await setUp(2);
    const [one, two, earlier] = [await request(), await request(), await request()];
    const [next, last] = [await request(), await request()];
    for (const { id } of [one, two, earlier]) await claim(id);
    await persistence.change(one.id, cancel);
    expect(await claim(next.id)).toBe('occupied');
    await persistence.change(two.id, cancel);
    expect(await claim(next.id)).toBe('claimed');
    expect(await claim(last.id)).toBe('occupied');
    expect(await claim(earlier.id)).toBe('claimed');
  });
});
