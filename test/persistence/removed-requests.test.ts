import { describe, expect, it } from '@jest/globals';

import { RemovedRequests } from '../../src/persistence/removed-requests.js';
import { generationIn, INTERACTION_ID, newInteractionState } from '../support/states.js';
import { openTestDatabase } from '../support/test-database.js';

const DAY_MS = 86_400_000;

it('a removed request is known for a week, whatever is removed meanwhile, and forgotten afterwards', async () => {
  const { dataSource, clock } = await openTestDatabase();
  const removed = new RemovedRequests(dataSource, clock);
  expect(await removed.has('501')).toBe(false);
  await removed.add('501');
  await removed.add('501');
  clock.advance(6 * DAY_MS);
  await removed.add('502');
  expect([await removed.has('501'), await removed.has('502')]).toEqual([true, true]);
  clock.advance(2 * DAY_MS);
  await removed.add('503');
  expect([await removed.has('501'), await removed.has('502')]).toEqual([false, true]);
});

describe('an interaction that is removed by its id', () => {
  it('an interaction that is removed by its id goes with an active generation too', async () => {
    const { inventory, persistence } = await openTestDatabase();
    await persistence.create(newInteractionState({ generation: generationIn('running') }));
    const which = { id: INTERACTION_ID };
    const found = await inventory.findRemovable(which, 1);
    expect(found).toMatchObject([{ id: INTERACTION_ID, imageKeys: [] }]);
    expect(await inventory.remove(found, which)).toEqual(found);
    expect(await persistence.find(INTERACTION_ID)).toBeNull();
    expect(await inventory.findRemovable(which, 1)).toEqual([]);
  });
});
