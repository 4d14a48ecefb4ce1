import type { SpendingLimits } from '../../src/config/spending.js';
import { ChargedCalls } from '../../src/generation/run/charged-calls.js';
import { Charges } from '../../src/generation/spending/charges.js';
import { LimitsFor } from '../../src/generation/spending/limits-for.js';
import { LedgerReconciliation } from '../../src/generation/spending/ledger-reconciliation.js';
import { Reservations } from '../../src/generation/spending/reservations.js';
import type { ModelHealth } from '../../src/generation/model-health.js';
import type { ImageModel, ModelAnswer } from '../../src/generation/models/image-model.js';
import type { Generation } from '../../src/interactions/generation.js';
import type { OfferedModels } from '../../src/interactions/offered-models.js';
import { Ledger } from '../../src/persistence/ledger.js';
import { Notes } from '../../src/persistence/notes.js';
import { QuotaTiers } from '../../src/persistence/quota-tiers.js';
import type { Tier } from '../../src/persistence/server-rights.js';
import { StoredRights } from '../../src/persistence/stored-rights.js';
import { OFFERED } from './offered-models.js';
import { limits, SERVER } from './spendings.js';
import { generation, interactionState, LEASE, newInteractionState } from './states.js';
import { strictDouble } from './strict-double.js';
import { openTestDatabase } from './test-database.js';
import { textPicture } from './memory-image-store.js';

const PRICE = { input: 1, text: 10, image: 30, imageTokens: { '1K': 1_000 }, date: '2026-10-07' };

/** The offered models, of which the usual one costs 30,000 micro-dollars for a picture. */
export const PRICED: OfferedModels = [
  { ...OFFERED[0], prices: { microDollars: { '1K': 30_000 }, date: PRICE.date } },
];

/** An answer for which 32,000 micro-dollars are billed. */
export const ANSWER: ModelAnswer = {
  picture: textPicture('made'),
  text: null,
  model: 'usual',
  usage: {
    promptTokens: 1_000,
    outputTokens: 1_000,
    imageTokens: 1_000,
    textTokens: 0,
    thoughtTokens: 100,
    totalTokens: 2_100,
  },
  thread: null,
};

/** What is spent in a database, by one process. */
export async function spendingUnderTest(
  given: Partial<SpendingLimits> = {},
  { file, isOnlyProcess = true }: { file?: string; isOnlyProcess?: boolean } = {},
) {
  const database = await openTestDatabase(file);
  const { dataSource, persistence, clock, logger } = database;
  const ledger = new Ledger(dataSource, clock);
  const prices = new Map([['usual', PRICE]]);
  const charges = new Charges(ledger, limits(given), PRICED, prices, logger);
  const rights = new StoredRights(new Notes(dataSource), logger);
  const limitsFor = new LimitsFor(limits(given), new QuotaTiers(rights));
  const reservations = new Reservations(ledger, persistence, limitsFor, PRICED, logger);
  const reconciliation = new LedgerReconciliation(
    ledger,
    reservations,
    isOnlyProcess,
    clock,
    logger,
  );
  const health = strictDouble<ModelHealth>('ModelHealth', { observe: async (call) => call() });
  const callsOf = (generate: ImageModel['generate']) =>
    new ChargedCalls(strictDouble<ImageModel>('ImageModel', { generate }), health, charges);
  /** The only entry that there is. */
  const entry = async (generationId: string) => {
    const [first] = await ledger.entriesOf([generationId]);
    return first;
  };
  /** A card whose generation is stored as it is. */
  const store = (asked: Generation) =>
    persistence.create(newInteractionState({ generation: asked }));
  /** Gives people or roles of the server another quota than everybody. */
  const decide = async (...tiers: readonly Tier[]) => {
    await rights.change(SERVER, (before) => ({ ...before, tiers }));
  };
  return {
    ...database,
    decide,
    limitsFor,
    ledger,
    charges,
    reservations,
    reconciliation,
    callsOf,
    entry,
    store,
  };
}

/** A generation in its attempt. */
export function running(owner = LEASE.owner): Generation {
  return generation({ status: 'running', attempts: 1, lease: { ...LEASE, owner } });
}

/** The state that requests a number of pictures. */
export function requesting(count: number | null = null) {
  const asked = generation();
  const settings = { ...asked.settings, count };
  return interactionState({ generation: { ...asked, settings } });
}
