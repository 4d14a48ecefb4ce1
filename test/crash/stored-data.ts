import { createHash } from 'node:crypto';

import type { InteractionState } from '../../src/interactions/interaction-state.js';
import { InteractionInventory } from '../../src/persistence/interaction-inventory.js';
import { InteractionRepository } from '../../src/persistence/interaction-repository.js';
import { LedgerEntryEntity } from '../../src/persistence/ledger-entry.entity.js';
import { RemovalRepository } from '../../src/persistence/removal-repository.js';
import { patientDataSource } from '../support/patient-data-source.js';

/** Where the bots of a campaign keep their data, and what lies there. */
export interface StoredData {
  /** A folder of the campaign's own. */
  readonly folder: string;
  /** Where the process with this number finds it. */
  readonly env: (process: number) => Readonly<Record<string, string>>;
  readonly states: () => Promise<InteractionState[]>;
  /** What was reserved and spent. */
  readonly ledger: () => Promise<LedgerEntryEntity[]>;
  /** The sha256 of each stored picture by its key. */
  readonly pictures: () => Promise<ReadonlyMap<string, string>>;
  /** Removes it. */
  readonly close: () => Promise<void>;
}

/** Reads all rows of a database: a path, or an address. */
export async function statesIn(database: string): Promise<InteractionState[]> {
  const dataSource = patientDataSource(database);
  await dataSource.initialize();
  const inventory = new InteractionInventory(
    new InteractionRepository(dataSource),
    new RemovalRepository(dataSource),
  );
  const states: InteractionState[] = [];
  for await (const row of inventory.all()) {
    if (row.state === null) throw row.error;
    states.push(row.state);
  }
  await dataSource.destroy();
  return states;
}

/** Reads the ledger of a database. */
export async function ledgerIn(database: string): Promise<LedgerEntryEntity[]> {
  const dataSource = patientDataSource(database);
  await dataSource.initialize();
  const entries = await dataSource.getRepository(LedgerEntryEntity).find();
  await dataSource.destroy();
  return entries;
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
