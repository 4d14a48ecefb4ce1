import { expect, it } from '@jest/globals';

import { PERSON_BYTES, PersonStorage } from '../../src/persistence/person-storage.js';
import { planOf } from '../support/statement-plan.js';
import { newInteractionState, storedImage } from '../support/states.js';
import { openTestDatabase } from '../support/test-database.js';

const ANN = '200000000000000001';
const BEN = '200000000000000002';

/** A UUID that ends in `n`. */
const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

it('the pictures of a person take what all of their interactions name together', async () => {
  const { dataSource, persistence } = await openTestDatabase();
  const owners = [ANN, BEN, ANN];
  for (const [n, userId] of owners.entries()) {
    const inputs = [storedImage({ byteSize: 1_000 * (n + 1) })];
    await persistence.create(
      newInteractionState({ id: idOf(n), userId, inputs, requestMessageId: null }),
    );
  }
  const storage = new PersonStorage(dataSource);
  expect(await storage.bytesOf(ANN)).toBe(4_000);
  expect(await storage.bytesOf(BEN)).toBe(2_000);
  expect(await storage.bytesOf('200000000000000009')).toBe(0);
});

it('an index alone tells it', async () => {
  const { dataSource } = await openTestDatabase();
  const { aloneIn } = await planOf(dataSource, PERSON_BYTES, [ANN]);
  expect(aloneIn).toEqual(['interactions_person_bytes']);
});
