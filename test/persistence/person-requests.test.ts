import { describe, expect, it } from '@jest/globals';

import { PersonRequests, REQUEST_WINDOW_MS } from '../../src/persistence/person-requests.js';
import { openTestDatabase, recordStatements } from '../support/test-database.js';

const ANN = '200000000000000001';
const BEN = '200000000000000002';
const LIMIT = 3;
const START_MS = Date.parse('2026-11-24T12:00:00.000Z');

/** Discord gives each another id; a repetition has the same. */
const request = (afterMs: number) => ({ id: `5${afterMs}`, atMs: START_MS + afterMs });

async function setUp() {
  const { clock, dataSource } = await openTestDatabase();
  const requests = new PersonRequests(dataSource, clock);
  const ask = (afterMs: number, personId = ANN) => requests.note(personId, request(afterMs), LIMIT);
  const rows = async (): Promise<number> => {
    const all: unknown[] = await dataSource.query('SELECT person_id FROM person_requests');
    return all.length;
  };
  return { clock, dataSource, requests, ask, rows };
}

describe('how often people ask', () => {
  it('in any minute a person may ask so many times, and is told when the next time is', async () => {
    const { ask } = await setUp();
    for (const afterMs of [0, 10_000, 20_000]) expect(await ask(afterMs)).toBeNull();
    expect(await ask(30_000)).toBe(START_MS + REQUEST_WINDOW_MS);
    expect(await ask(REQUEST_WINDOW_MS - 1)).toBe(START_MS + REQUEST_WINDOW_MS);
    expect(await ask(REQUEST_WINDOW_MS)).toBeNull();
    expect(await ask(REQUEST_WINDOW_MS + 1)).toBe(START_MS + 10_000 + REQUEST_WINDOW_MS);
  });

  it('others are not held up', async () => {
    const { ask } = await setUp();
    for (const afterMs of [0, 1, 2]) await ask(afterMs);
    expect(await ask(3)).not.toBeNull();
    expect(await ask(3, BEN)).toBeNull();
  });

  it('what a former process has noted counts, and a repetition of it does not', async () => {
    const { clock, dataSource, ask } = await setUp();
    for (const afterMs of [0, 1, 2]) await ask(afterMs);
    const next = new PersonRequests(dataSource, clock);
    expect(await next.note(ANN, request(1), LIMIT)).toBeNull();
    expect(await next.note(ANN, request(3), LIMIT)).not.toBeNull();
  });

  it('of requests that come at once in two processes, no more are taken', async () => {
    const { clock, dataSource, requests } = await setUp();
    const other = new PersonRequests(dataSource, clock);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        (n % 2 === 0 ? requests : other).note(ANN, { id: `5${n}`, atMs: START_MS }, LIMIT),
      ),
    );
    expect(answers.filter((answer) => answer === null)).toHaveLength(LIMIT);
  });

  it('a refusal writes nothing', async () => {
    const { dataSource, ask } = await setUp();
    for (const afterMs of [0, 1, 2]) await ask(afterMs);
    const statements = recordStatements(dataSource);
    await ask(3);
    expect(statements).toEqual([expect.stringMatching(/^SELECT /)]);
  });

  it('what was sent while the bot was away is judged by when it was sent', async () => {
    const { ask } = await setUp();
    for (let n = 0; n < 6; n += 1) expect(await ask(n * 30_000)).toBeNull();
    for (const afterMs of [1, 2]) await ask(afterMs - 3_600_000);
    expect(await ask(3 - 3_600_000)).toBeNull();
  });

  it('a cleanup removes what no request is compared with any more', async () => {
    const { clock, requests, ask, rows } = await setUp();
    await ask(0);
    clock.advance(25 * 3_600_000 - 1);
    await ask(0, BEN);
    await requests.removeOld();
    expect(await rows()).toBe(2);
    clock.advance(2);
    await requests.removeOld();
    expect(await rows()).toBe(1);
  });
});
