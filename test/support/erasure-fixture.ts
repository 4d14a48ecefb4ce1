import type { ErasureCounts, ErasureSubject } from '../../src/persistence/erasures.js';
import { Erasures } from '../../src/persistence/erasures.js';
import { CommandRequests } from '../../src/persistence/command-requests.js';
import { DefaultSettings } from '../../src/persistence/default-settings.js';
import type { ImageStore } from '../../src/persistence/images/image-store.js';
import { LedgerAnonymity } from '../../src/persistence/ledger-anonymity.js';
import { ModelTurns } from '../../src/persistence/model-turns.js';
import { Notes } from '../../src/persistence/notes.js';
import { RemovedCards } from '../../src/persistence/removed-cards.js';
import { RemovedRequests } from '../../src/persistence/removed-requests.js';
import { StoredRights } from '../../src/persistence/stored-rights.js';
import { UnfilledColumns } from '../../src/persistence/unfilled-columns.js';
import { Erasure } from '../../src/maintenance/personal-data/erasure.js';
import { ErasureEstimate } from '../../src/maintenance/personal-data/erasure-estimate.js';
import { ErasedInteractions } from '../../src/maintenance/personal-data/erased-interactions.js';
import { PersonalRecords } from '../../src/maintenance/personal-data/personal-records.js';
import { PersonalTraces } from '../../src/maintenance/personal-data/personal-traces.js';
import { AUTOMATIC_SETTINGS } from '../../src/interactions/settings.js';
import { collected } from './collected.js';
import { MemoryImageStore, textPicture } from './memory-image-store.js';
import { making, newInteractionState, outputItem } from './states.js';
import { openTestDatabase, type TestDatabase } from './test-database.js';

export const ANN = '200000000000000002';
export const BEN = '200000000000000003';
export const SERVER = '300000000000000003';

/** At once, and never stopped. */
export const UNTHROTTLED = { pauseMs: 0, signal: new AbortController().signal };

/** What no file may hold when Ann is forgotten. */
export const SECRETS = ['ann wrote this', 'ann sent this', 'made for ann', 'signed for ann', ANN];

/** Everything that erases, over a database and an image store. */
export function erasureOver(database: TestDatabase, images: ImageStore) {
  const { dataSource, persistence, inventory, clock, logger } = database;
  const erasures = new Erasures(dataSource, clock);
  const requests = new RemovedRequests(dataSource, clock);
  const cards = new RemovedCards(dataSource);
  const turns = new ModelTurns(dataSource, logger);
  const settings = new DefaultSettings(new Notes(dataSource), logger);
  const commands = new CommandRequests(dataSource, clock, logger);
  const rights = new StoredRights(new Notes(dataSource), logger);
  const ledger = new LedgerAnonymity(dataSource);
  const columns = new UnfilledColumns(dataSource);
  const interactions = new ErasedInteractions(inventory, columns, requests, cards, images);
  const records = new PersonalRecords(settings, commands, rights, ledger);
  const traces = new PersonalTraces(inventory, persistence, turns);
  const erasure = new Erasure(erasures, interactions, traces, records, logger);
  const estimate = new ErasureEstimate(inventory, traces, records);
  const run = (subject: ErasureSubject): Promise<ErasureCounts | null> =>
    erasure.run(subject, UNTHROTTLED);
  const forget = async (subject: ErasureSubject) => {
    await erasures.add(subject, clock.now());
    return run(subject);
  };
  return {
    erasures,
    requests,
    cards,
    turns,
    settings,
    commands,
    estimate,
    records,
    rights,
    ledger,
    run,
    forget,
  };
}

/** A result of Ann's with one picture that she sent and one that was made, and what the model signed. */
export async function addResultOfAnn(
  { persistence }: TestDatabase,
  images: ImageStore,
  turns: ModelTurns,
  id: string,
  n: number,
) {
  const input = await images.put(id, { kind: 'input', n: 0 }, textPicture('ann sent this'));
  const role = { kind: 'output', name: 'generated' } as const;
  const image = await images.put(id, role, textPicture('made for ann'));
  const state = await persistence.create(
    newInteractionState({
      id,
      userId: ANN,
      guildId: SERVER,
      requestMessageId: `51000000000000000${n}`,
      messageId: `61000000000000000${n}`,
      originalPrompt: 'ann wrote this',
      currentPrompt: 'ann wrote this',
      inputs: [input],
      outputs: [
        outputItem({ image, promptUsed: 'ann wrote this', making: making({ requestedBy: ANN }) }),
      ],
    }),
  );
  await turns.keep(id, { imageKey: image.key, kept: 'signed for ann' });
  return state;
}

/** Settings of Ann's, and a command that waits for its answer. */
export async function addRecordsOfAnn({
  settings,
  commands,
}: Pick<ReturnType<typeof erasureOver>, 'settings' | 'commands'>) {
  const chosen = { ...AUTOMATIC_SETTINGS, count: 2 } as const;
  await settings.save({ kind: 'person', id: ANN }, chosen);
  await commands.add({
    id: '700000000000000007',
    token: 'a token',
    userId: ANN,
    guildId: SERVER,
    channelId: '400000000000000004',
    ask: { kind: 'history', isKept: false, text: 'ann wrote this' },
  });
}

export const [ONE, TWO, OTHERS] = [1, 2, 3].map(
  (n) => `${n}f2b8c1e-9d4a-4c77-8b21-5a6f0e9d1c2b`,
) as [string, string, string];

export const PERSON = { kind: 'person', id: ANN } as const;

/** Two results of Ann's, and one of Ben's. */
export async function resultsOfAnn() {
  const database = await openTestDatabase();
  const images = new MemoryImageStore();
  const all = erasureOver(database, images);
  await addResultOfAnn(database, images, all.turns, ONE, 1);
  await addResultOfAnn(database, images, all.turns, TWO, 2);
  const ofBen = newInteractionState({ id: OTHERS, userId: BEN, guildId: SERVER, messageId: null });
  await database.persistence.create(ofBen);
  await images.put(OTHERS, { kind: 'input', n: 0 }, textPicture('ben sent this'));
  database.clock.advance(1000);
  const names = async () => (await collected(images.list())).map(({ name }) => name);
  return { ...database, ...all, images, names };
}
