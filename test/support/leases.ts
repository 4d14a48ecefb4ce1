import { randomUUID } from 'node:crypto';

import type { InteractionState } from '../../src/interactions/interaction-state.js';
import { GenerationLeases } from '../../src/persistence/generation-leases.js';
import { storedState, type TestDatabase } from './test-database.js';

/** Leases of a process on a database, by default of one among others. */
export function leasesOf(
  { dataSource, clock, logger }: Pick<TestDatabase, 'dataSource' | 'clock' | 'logger'>,
  { perPerson = 1, isOnlyProcess = false } = {},
): GenerationLeases {
  const limits = { concurrency: 4, concurrencyPerPerson: perPerson, maxAttempts: 5 };
  return new GenerationLeases(dataSource, limits, isOnlyProcess, clock, logger);
}

/** Claims a stored generation for a new attempt, and returns its state with the lease. */
export async function claimed(database: TestDatabase, id: string): Promise<InteractionState> {
  const state = await storedState(database.persistence, id);
  const result = await leasesOf(database).claim(state, randomUUID());
  if (result !== 'claimed') throw new Error(`The claim was ${result}.`);
  return storedState(database.persistence, id);
}
