import { readFile } from 'node:fs/promises';
import path from 'node:path';

import type { ErasureCounts, ErasureSubject } from '../../src/persistence/erasures.js';
import { Erasures } from '../../src/persistence/erasures.js';
import { CommandRequests } from '../../src/persistence/command-requests.js';
import { DefaultSettings } from '../../src/persistence/default-settings.js';
import type { ImageStore } from '../../src/persistence/images/image-store.js';
import { LedgerAnonymity } from '../../src/persistence/ledger-anonymity.js';
import { LeftPlaces } from '../../src/persistence/left-places.js';
import { ModelTurns } from '../../src/persistence/model-turns.js';
import { ModerationChannels } from '../../src/persistence/moderation-channels.js';
import { ModerationEntries } from '../../src/persistence/moderation-entries.js';
import { ModerationErasure } from '../../src/persistence/moderation-erasure.js';
import { appendToFile } from '../../src/persistence/moderation-files.js';
import { Notes } from '../../src/persistence/notes.js';
import { PersonRequests } from '../../src/persistence/person-requests.js';
import { RemovedCards } from '../../src/persistence/removed-cards.js';
import { RemovedRequests } from '../../src/persistence/removed-requests.js';
import { StoredRights } from '../../src/persistence/stored-rights.js';
import { UnfilledColumns } from '../../src/persistence/unfilled-columns.js';
import { Erasure } from '../../src/maintenance/personal-data/erasure.js';
import { ErasureEstimate } from '../../src/maintenance/personal-data/erasure-estimate.js';
import { ErasedInteractions } from '../../src/maintenance/personal-data/erased-interactions.js';
import { AskedRecords } from '../../src/maintenance/personal-data/asked-records.js';
import { ModerationRecords } from '../../src/maintenance/personal-data/moderation-records.js';
import { PersonalRecords } from '../../src/maintenance/personal-data/personal-records.js';
import { PersonalTraces } from '../../src/maintenance/personal-data/personal-traces.js';
import { AUTOMATIC_SETTINGS } from '../../src/interactions/settings.js';
import type { ModerationEntry } from '../../src/interactions/moderation-entry.js';
import { collected } from './collected.js';
import { LOG_CHANNEL, moderationEntry } from './moderation.js';
import { MemoryImageStore, textPicture } from './memory-image-store.js';
import { making, newInteractionState, outputItem } from './states.js';
import { temporaryDirectory } from './temporary-directory.js';
import { openTestDatabase, type TestDatabase } from './test-database.js';

export const ANN = '200000000000000002';
export const BEN = '200000000000000003';
export const SERVER = '300000000000000003';

/** At once, and never stopped. */
export const UNTHROTTLED = { pauseMs: 0, signal: new AbortController().signal };

/** What no file may hold when Ann is forgotten. */
export const SECRETS = ['ann wrote this', 'ann sent this', 'made for ann', 'signed for ann', ANN];

/** Everything that erases, over a database, an image store and a folder of the moderation log. */
export function erasureOver(
  database: TestDatabase,
  images: ImageStore,
  folder: string | null = null,
) {
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
  const times = new PersonRequests(dataSource, clock);
  const entries = new ModerationEntries(dataSource);
  const channels = new ModerationChannels(new Notes(dataSource));
  const erasureOfLog = new ModerationErasure(dataSource);
  const moderation = new ModerationRecords(erasureOfLog, channels, { folder });
  const asked = new AskedRecords(commands, times, new LeftPlaces(dataSource));
  const records = new PersonalRecords(settings, asked, moderation, rights, ledger);
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
    moderation,
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
    times,
    entries,
    channels,
    run,
    forget,
  };
}

/**
 * A result of Ann's with one picture that she sent and one that was made, and what
 * the model signed.
 */
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

/** Settings of Ann's, a command that waits for its answer, and when she has asked. */
export async function addRecordsOfAnn({
  settings,
  commands,
  times,
}: Pick<ReturnType<typeof erasureOver>, 'settings' | 'commands' | 'times'>) {
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
  await times.note(ANN, { id: '710000000000000007', atMs: Date.now() }, 5);
}

/**
 * Two entries of Ann's, of which one was posted, two about her card, of which one as
 * well, and Ben's.
 */
export const LOGGED: readonly ModerationEntry[] = [
  { key: 'a', personId: ANN, askedBy: BEN, prompt: 'ann wrote this' },
  { key: `reported 1 ${ANN}`, personId: ANN, askedBy: null },
  { key: 'b', personId: BEN, askedBy: ANN, prompt: 'ann wrote this' },
  { key: 'c', personId: BEN, askedBy: ANN },
  { key: 'd', personId: BEN, askedBy: BEN, prompt: 'ben wrote this' },
].map((each) => moderationEntry({ guildId: SERVER, ...each }));

/**
 * Notes {@link LOGGED} in database and files, where one of Ann's shares its message with
 * one of Ben's.
 */
export async function addLogged(
  { entries }: Pick<ReturnType<typeof erasureOver>, 'entries'>,
  folder: string,
) {
  for (const entry of LOGGED) {
    await appendToFile(folder, entry);
    await entries.add(entry, LOG_CHANNEL);
  }
  const waiting = await entries.waiting(SERVER, 9);
  await entries.setPosted(
    waiting.filter(({ key }) => ['a', 'c'].includes(key)),
    { channelId: LOG_CHANNEL, messageId: '61' },
  );
}

/** The entries in the file of {@link LOGGED}. */
export async function linesIn(folder: string): Promise<unknown[]> {
  const text = await readFile(path.join(folder, 'moderation-2026-11-30.jsonl'), 'utf8');
  return text
    .split('\n')
    .filter(Boolean)
    .map((line): unknown => JSON.parse(line));
}

export const [ONE, TWO, OTHERS] = [1, 2, 3].map(
  (n) => `${n}f2b8c1e-9d4a-4c77-8b21-5a6f0e9d1c2b`,
) as [string, string, string];

export const PERSON = { kind: 'person', id: ANN } as const;

/** Two results of Ann's, and one of Ben's. */
export async function resultsOfAnn() {
  const database = await openTestDatabase();
  const images = new MemoryImageStore();
  const folder = await temporaryDirectory();
  const all = erasureOver(database, images, folder);
  await addResultOfAnn(database, images, all.turns, ONE, 1);
  await addResultOfAnn(database, images, all.turns, TWO, 2);
  const ofBen = newInteractionState({ id: OTHERS, userId: BEN, guildId: SERVER, messageId: null });
  await database.persistence.create(ofBen);
  await images.put(OTHERS, { kind: 'input', n: 0 }, textPicture('ben sent this'));
  database.clock.advance(1000);
  const names = async () => (await collected(images.list())).map(({ name }) => name);
  return { ...database, ...all, images, names, folder };
}
