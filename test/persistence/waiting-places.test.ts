import { describe, expect, it } from '@jest/globals';

import { cancel, claim, produce } from '../../src/interactions/transitions.js';
import { WaitingPlaces } from '../../src/persistence/waiting-places.js';
import { isConflict } from '../../src/persistence/persistence-service.js';
import { appErrorOf } from '../support/app-error-of.js';
import { personLimits } from '../support/person-limits.js';
import { generation, LEASE, newInteractionState, outputItem } from '../support/states.js';
import { openTestDatabase, storedState } from '../support/test-database.js';

/** A UUID that ends in `n`. */
const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

const ANN = '200000000000000001';
const BEN = '200000000000000002';

async function setUp(waiting = 2) {
  const database = await openTestDatabase();
  const { persistence, dataSource } = database;
  const places = new WaitingPlaces(dataSource, persistence, personLimits({ waiting }));
  let interactions = 0;
  const preview = () => {
    const id = idOf((interactions += 1));
    return persistence.create(newInteractionState({ id, requestMessageId: null }));
  };
  /** Somebody requests a picture on a new card. */
  const request = async (personId = ANN, by = places) => {
    const state = await preview();
    return by.save({ ...state, generation: generation({ requestedBy: personId }) });
  };
  const taken = async (): Promise<string[]> => {
    const rows: { place: string }[] = await dataSource.query(
      'SELECT waiting_place AS place FROM interactions WHERE waiting_place IS NOT NULL ORDER BY 1',
    );
    return rows.map(({ place }) => place);
  };
  return { ...database, places, preview, request, taken };
}

describe('the requests of a person that wait', () => {
  it('a person has so many and no more, and others are not held up', async () => {
    const { places, request, taken } = await setUp();
    expect(await request()).toMatchObject({ generation: { place: 0 } });
    expect(await places.areTaken(ANN)).toBe(false);
    expect(await request()).toMatchObject({ generation: { place: 1 } });
    expect(await places.areTaken(ANN)).toBe(true);
    expect(await request()).toBeNull();
    expect(await places.areTaken(BEN)).toBe(false);
    expect(await request(BEN)).not.toBeNull();
    expect(await taken()).toEqual([`${ANN}:0`, `${ANN}:1`, `${BEN}:0`]);
  });

  it('there are never more, however many come at once from two processes', async () => {
    const { dataSource, persistence, places, request, taken } = await setUp(3);
    const other = new WaitingPlaces(dataSource, persistence, personLimits({ waiting: 3 }));
    const all = Array.from({ length: 20 }, (_, n) => request(ANN, n % 2 === 0 ? places : other));
    const stored = (await Promise.all(all)).filter((state) => state !== null);
    expect(stored).toHaveLength(3);
    expect(await taken()).toEqual([`${ANN}:0`, `${ANN}:1`, `${ANN}:2`]);
  });

  it('what is refused is stored in no way', async () => {
    const { persistence, places, preview, request } = await setUp(1);
    await request();
    const state = await preview();
    const asked = { ...state, generation: generation({ requestedBy: ANN }) };
    expect(await places.save(asked)).toBeNull();
    expect(await storedState(persistence, state.id)).toEqual(state);
  });

  it('a request keeps its place while it runs and its card changes', async () => {
    const { persistence, request, taken } = await setUp(1);
    const first = await request();
    await persistence.change(first!.id, (state) => claim(state, LEASE));
    await persistence.change(first!.id, (state) => ({ ...state, currentPrompt: 'another' }));
    expect(await taken()).toEqual([`${ANN}:0`]);
    expect(await request()).toBeNull();
  });

  it('a picture that comes makes room for the next one, and so does a cancellation', async () => {
    const { persistence, request, taken } = await setUp(1);
    const first = await request();
    await persistence.change(first!.id, (state) => claim(state, LEASE));
    await persistence.change(first!.id, (state) =>
      produce(state, state.generation!.id, outputItem()),
    );
    expect(await taken()).toEqual([]);
    const second = await request();
    await persistence.change(second!.id, cancel);
    expect(await request()).not.toBeNull();
  });

  it('what a former version has ended holds up nobody, and what it runs keeps its place', async () => {
    const { dataSource, request, taken } = await setUp(1);
    const first = await request();
    const status = (text: string) =>
      dataSource.query(`UPDATE interactions SET active_status = ${text} WHERE id = '${first!.id}'`);
    await status(`'running'`);
    expect(await request()).toBeNull();
    await status('NULL');
    expect(await request()).not.toBeNull();
    expect(await taken()).toEqual([`${ANN}:0`]);
  });

  it('a request on an outdated card is refused as a conflict, and takes no place', async () => {
    const { persistence, places, preview, taken } = await setUp(1);
    const state = await preview();
    await persistence.save(state);
    const asked = { ...state, generation: generation({ requestedBy: ANN }) };
    const refused = await appErrorOf(() => places.save(asked));
    expect(isConflict(refused)).toBe(true);
    expect(await taken()).toEqual([]);
  });

  it('without a limit there are no places', async () => {
    const { places, request, taken } = await setUp(0);
    for (let n = 0; n < 8; n += 1) expect(await request()).not.toBeNull();
    expect(await places.areTaken(ANN)).toBe(false);
    expect(await taken()).toEqual([]);
  });
});
