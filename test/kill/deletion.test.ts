import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';

import { expect, it } from '@jest/globals';

import { conclude } from '../../src/interactions/transitions.js';
import { FileImageDriver } from '../../src/persistence/images/drivers/file-image-driver.js';
import { ImageStore } from '../../src/persistence/images/image-store.js';
import { RemovedRequests } from '../../src/persistence/removed-requests.js';
import { cleanupOn } from '../support/cleanup-under-test.js';
import { collected } from '../support/collected.js';
import { textPicture } from '../support/memory-image-store.js';
import { startNodeProgram } from '../support/node-program.js';
import {
  generationIn,
  INTERACTION_ID,
  newInteractionState,
  outputItem,
  REQUEST_ID,
} from '../support/states.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { openTestDatabase } from '../support/test-database.js';

const WORKER = path.resolve('dist/test/kill/deletion-worker.js');
const DAY_MS = 86_400_000;

async function work(...args: readonly string[]): Promise<{ code: number | null; log: string }> {
  const child = startNodeProgram([WORKER, ...args]);
  child.stdout?.resume();
  const [log] = await Promise.all([text(child.stderr!), once(child, 'close')]);
  return { code: child.exitCode, log };
}

/** Opens what a worker works on; `left` is what there still is. */
async function opened(dataDir: string) {
  const file = path.join(dataDir, 'nanobanana.sqlite');
  const database = await openTestDatabase(file);
  const { clock, dataSource, inventory, persistence } = database;
  clock.advance(Date.now() - clock.now());
  const images = new ImageStore(new FileImageDriver(dataDir), clock);
  const cleanup = cleanupOn(database, images);
  const left = async () => ({
    card: existsSync(path.join(dataDir, 'card')),
    row: await inventory.has(INTERACTION_ID),
    pictures: (await collected(images.list())).length,
    isNoted: (await persistence.find(INTERACTION_ID))?.deletedAt !== null,
  });
  const removed = new RemovedRequests(dataSource, clock);
  return { ...database, images, cleanup, left, removed };
}

/** A card with two pictures, of which the next one is being made. */
async function cardIn(dataDir: string): Promise<void> {
  const { dataSource, persistence, images } = await opened(dataDir);
  const input = await images.put(INTERACTION_ID, { kind: 'input', n: 0 }, textPicture('in'));
  const role = { kind: 'output', name: 'generated' } as const;
  const image = await images.put(INTERACTION_ID, role, textPicture('out'));
  const generation = generationIn('running');
  await persistence.create(
    newInteractionState({ inputs: [input], outputs: [outputItem({ image })], generation }),
  );
  await writeFile(path.join(dataDir, 'card'), '');
  await dataSource.destroy();
}

const NOTHING = { card: false, row: false, pictures: 0, isNoted: true };
const CARD_AND_ALL = { card: true, row: true, pictures: 2 };
const ROW_AND_ALL = { card: false, row: true, pictures: 2, isNoted: true };

const DEATHS = [
  ['before', 'note', { ...CARD_AND_ALL, isNoted: false }],
  ['after', 'note', { ...CARD_AND_ALL, isNoted: true }],
  ['after', 'call off', { ...CARD_AND_ALL, isNoted: true }],
  ['after', 'card', ROW_AND_ALL],
  ['after', 'request', ROW_AND_ALL],
  ['after', 'row', { ...NOTHING, pictures: 2 }],
  ['after', 'picture', { ...NOTHING, pictures: expect.any(Number) }],
  ['after', 'log', NOTHING],
] as const;

it.each(DEATHS)(
  'a process that deletes a card and is killed right %s the step “%s” leaves a card that can be deleted again, or what a cleanup removes',
  async (when, step, expected) => {
    const dataDir = await temporaryDirectory();
    await cardIn(dataDir);
    expect(await work(dataDir, when, step)).toEqual({ code: null, log: expect.any(String) });
    const before = await opened(dataDir);
    const left = await before.left();
    expect(left).toEqual(expected);
    await before.dataSource.destroy();

    const again = left.card ? await work(dataDir) : null;
    expect(again).toEqual(left.card ? { code: 0, log: '' } : null);
    const { cleanup, clock, persistence, left: then, removed } = await opened(dataDir);
    // What the next start does with a generation that was called off.
    await persistence.change(INTERACTION_ID, conclude);
    const isKnown = await removed.has(REQUEST_ID);
    clock.advance(2 * DAY_MS);
    await cleanup.run({ before: null, pauseMs: 0, signal: new AbortController().signal });
    expect(await then()).toEqual(NOTHING);
    // Where the row is left to a cleanup, it stands for the request until nothing repeats that.
    expect(isKnown || step === 'card').toBe(true);
  },
);
