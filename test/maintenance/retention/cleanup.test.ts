import { randomUUID } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import type { CleanupReport } from '../../../src/maintenance/retention/cleanup.js';
import { AppError } from '../../../src/platform/app-error.js';
import { FileImageDriver } from '../../../src/persistence/images/drivers/file-image-driver.js';
import { ImageStore } from '../../../src/persistence/images/image-store.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { cleanupOn as cleanupUnderTest } from '../../support/cleanup-under-test.js';
import { collected } from '../../support/collected.js';
import { textPicture } from '../../support/memory-image-store.js';
import { rejectionOf } from '../../support/rejection-of.js';
import { generationIn, newInteractionState } from '../../support/states.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';
import { storedState, openTestDatabase } from '../../support/test-database.js';

const DAY_MS = 86_400_000;
const BYTES = 'a picture'.length;

async function setUp() {
  const database = await openTestDatabase();
  const { persistence, clock } = database;
  const driver = new FileImageDriver(await temporaryDirectory());
  const files = new ImageStore(driver, clock);
  const cleanupOn = (images: ImageStore) => cleanupUnderTest(database, images);
  /** Stores an interaction with one input and one output that was used so many days ago. */
  const add = async (daysAgo: number, overrides = {}) => {
    const id = randomUUID();
    const input = await files.put(id, { kind: 'input', n: 0 }, textPicture('a picture'));
    clock.advance(-daysAgo * DAY_MS);
    await persistence.create(newInteractionState({ id, inputs: [input], ...overrides }));
    clock.advance(daysAgo * DAY_MS);
    return { id, key: input.key };
  };
  // The file system says that files are of today, and so they are young to the fake clock of 2026.
  clock.advance(Date.now() - clock.now());
  const { signal } = new AbortController();
  const request = (days: number) => ({
    before: new Date(clock.now() - days * DAY_MS).toISOString(),
    pauseMs: 0,
    signal,
  });
  return { ...database, driver, files, cleanupOn, add, request };
}

const keysIn = async (images: ImageStore) =>
  (await collected(images.list())).map(({ name }) => name).toSorted();

describe('a cleanup', () => {
  it('a cleanup removes what was not used for so long, with its pictures, and keeps the rest', async () => {
    const { files, cleanupOn, add, request, persistence } = await setUp();
    const [old, young] = [await add(31), await add(29)];
    expect(await cleanupOn(files).run(request(30))).toEqual({
      interactions: 1,
      images: 1,
      imageBytes: BYTES,
      orphans: 0,
      orphanBytes: 0,
    });
    expect((await appErrorOf(storedState(persistence, old.id))).code).toBe('state.not_found');
    expect((await storedState(persistence, young.id)).id).toBe(young.id);
    expect(await keysIn(files)).toEqual([young.key]);
  });

  it('a regular cleanup leaves what was used on the last of these days', async () => {
    const { files, cleanupOn, add, request, persistence } = await setUp();
    const old = await add(31);
    const { before, ...throttle } = request(30);
    const sameDay = await add(30);
    const { interactions } = await cleanupOn(files).run({
      ...throttle,
      before: `${before.slice(0, 10)}T23:59:59.999Z`,
      isRegular: true,
    });
    expect(interactions).toBe(1);
    expect((await appErrorOf(storedState(persistence, old.id))).code).toBe('state.not_found');
    expect((await storedState(persistence, sameDay.id)).id).toBe(sameDay.id);
  });

  it('a cleanup goes on over any number of batches, and tells how far it is', async () => {
    const { files, cleanupOn, add, request, persistence } = await setUp();
    for (let n = 0; n < 120; n += 1) await add(40);
    const told: number[] = [];
    const onProgress = ({ interactions }: CleanupReport) => void told.push(interactions);
    await cleanupOn(files).run({ ...request(30), onProgress });
    expect(told[0]).toBe(50);
    expect(told.length).toBeGreaterThan(2);
    expect(told.at(-1)).toBe(120);
    expect((await persistence.stats()).interactions).toBe(0);
    expect(await keysIn(files)).toEqual([]);
  });

  it('a cleanup never touches an interaction whose generation is active', async () => {
    const { files, cleanupOn, add, request } = await setUp();
    const { key } = await add(400, { generation: generationIn('running') });
    expect((await cleanupOn(files).run(request(0))).interactions).toBe(0);
    expect(await keysIn(files)).toEqual([key]);
  });

  it('a cleanup takes everything with an age of nothing, but for what is used from then on', async () => {
    const { files, cleanupOn, add, request, clock } = await setUp();
    await add(0);
    clock.advance(1);
    const all = request(0);
    const { key } = await add(0);
    expect((await cleanupOn(files).run(all)).interactions).toBe(1);
    expect(await keysIn(files)).toEqual([key]);
  });

  it('a cleanup keeps the pictures of an interaction that is used while it is being removed', async () => {
    const { files, inventory, cleanupOn, add, request, persistence } = await setUp();
    const used = await add(40);
    await add(40);
    const remove = inventory.remove.bind(inventory);
    inventory.remove = async (found, which) => {
      await persistence.change(used.id, (state) => ({ ...state, notes: ['used'] }));
      return remove(found, which);
    };
    expect(await cleanupOn(files).run(request(30))).toMatchObject({ interactions: 1, images: 1 });
    expect(await keysIn(files)).toEqual([used.key]);
  });

  it('a cleanup keeps every interaction where none is to go', async () => {
    const { files, cleanupOn, add, request, persistence } = await setUp();
    await add(4000);
    const report = await cleanupOn(files).run({ ...request(0), before: null });
    expect(report.interactions).toBe(0);
    expect((await persistence.stats()).interactions).toBe(1);
  });

  it('a cleanup removes files that no row names once they are older than an hour', async () => {
    const { files, cleanupOn, add, request, clock } = await setUp();
    const { key } = await add(0);
    await files.put(randomUUID(), { kind: 'output', name: 'styled' }, textPicture('a picture'));
    clock.advance(3_600_000 - 60_000);
    expect((await cleanupOn(files).run(request(30))).orphans).toBe(0);
    clock.advance(120_000);
    const report = await cleanupOn(files).run(request(30));
    expect([report.orphans, report.orphanBytes]).toEqual([1, BYTES]);
    expect(await keysIn(files)).toEqual([key]);
  });

  it('a regular cleanup leaves the pictures beside a database without any row, which may be the wrong one', async () => {
    const { files, cleanupOn, add, request, dataSource, clock } = await setUp();
    const { key } = await add(1);
    await dataSource.query('DELETE FROM interactions');
    clock.advance(2 * 3_600_000);
    expect(await cleanupOn(files).run({ ...request(30), isRegular: true })).toMatchObject({
      orphans: 0,
    });
    expect(await keysIn(files)).toEqual([key]);
    expect(await cleanupOn(files).run(request(30))).toMatchObject({ orphans: 1 });
  });

  it('a cleanup that was interrupted between rows and files is finished by the next', async () => {
    const { driver, files, cleanupOn, add, request, clock, persistence } = await setUp();
    for (let n = 0; n < 60; n += 1) await add(40);
    const failure = new AppError({ code: 'storage.failed', retryable: true, userMessage: 'No.' });
    let removals = 0;
    const remove = async (name: string) => {
      removals += 1;
      if (removals > 10) throw failure;
      await files.remove(name);
    };
    const failing = Object.assign(new ImageStore(driver, clock), { remove });
    expect(await appErrorOf(cleanupOn(failing).run(request(30)))).toBe(failure);
    expect((await persistence.stats()).interactions).toBeLessThan(60);
    const left = await keysIn(files);
    expect(left.length).toBeGreaterThan((await persistence.stats()).interactions);
    clock.advance(3_600_000 + 60_000);
    const { images, orphans } = await cleanupOn(files).run(request(30));
    expect(orphans).toBeGreaterThan(0);
    expect(images + orphans).toBe(left.length);
    expect((await persistence.stats()).interactions).toBe(0);
    expect(await keysIn(files)).toEqual([]);
  });

  it('a cleanup ends after the batch in hand when it is told to', async () => {
    const { files, cleanupOn, add, request, persistence } = await setUp();
    for (let n = 0; n < 60; n += 1) await add(40);
    const ending = new AbortController();
    const onProgress = () => ending.abort();
    const running = cleanupOn(files).run({ ...request(30), signal: ending.signal, onProgress });
    expect(await rejectionOf(running)).toMatchObject({ name: 'AbortError' });
    expect((await persistence.stats()).interactions).toBe(10);
    expect(await keysIn(files)).toHaveLength(10);
  });
});
