import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import { describe, expect, it } from '@jest/globals';

import { Cleanup } from '../../../src/maintenance/retention/cleanup.js';
import { OrphanSweep } from '../../../src/maintenance/retention/orphan-sweep.js';
import { collected } from '../../support/collected.js';
import { MemoryImageStore } from '../../support/memory-image-store.js';
import { textPicture } from '../../support/memory-image-store.js';
import { generationIn, newInteractionState } from '../../support/states.js';
import { openTestDatabase } from '../../support/test-database.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const GUILD = '300000000000000003';

async function setUp() {
  const database = await openTestDatabase();
  const { inventory, persistence, places, clock } = database;
  const images = new MemoryImageStore();
  const cleanup = new Cleanup(inventory, new OrphanSweep(images, inventory), places, images, clock);
  const add = async (overrides: object = {}) => {
    const id = randomUUID();
    const input = await images.put(id, { kind: 'input', n: 0 }, textPicture('a picture'));
    const state = { id, inputs: [input], guildId: GUILD, requestMessageId: null, ...overrides };
    await persistence.create(newInteractionState(state));
    return id;
  };
  const { signal } = new AbortController();
  const run = () => cleanup.run({ before: null, pauseMs: 0, signal });
  const left = async () => (await collected(inventory.all())).map(({ id }) => id);
  const keys = async () => (await collected(images.list())).length;
  return { ...database, images, cleanup, add, run, left, keys };
}

describe('the removal of what was deleted', () => {
  it('a deleted card goes after a day of grace with its pictures, though nothing else is ever cleaned up', async () => {
    const { add, run, left, keys, clock } = await setUp();
    const kept = await add();
    const deleted = await add({ deletedAt: clock.iso() });
    clock.advance(DAY_MS);
    await run();
    expect((await left()).toSorted()).toEqual([kept, deleted].toSorted());
    clock.advance(1);
    expect(await run()).toMatchObject({ interactions: 1, images: 1 });
    expect(await left()).toEqual([kept]);
    expect(await keys()).toBe(1);
  });

  it('a removal of what was deleted keeps files that no row names, which a whole cleanup removes', async () => {
    const { add, cleanup, images, run, keys, clock } = await setUp();
    // Files are as old as the real clock says.
    clock.advance(Date.now() - clock.now());
    await add({ deletedAt: clock.iso() });
    await images.put(randomUUID(), { kind: 'input', n: 0 }, textPicture('an orphan'));
    clock.advance(2 * DAY_MS);
    const { signal } = new AbortController();
    const removal = await cleanup.run({ before: null, keepsOrphans: true, pauseMs: 0, signal });
    expect(removal).toMatchObject({ interactions: 1, images: 1, orphans: 0 });
    expect(await keys()).toBe(1);
    expect(await run()).toMatchObject({ orphans: 1 });
  });

  it('a deleted card stays while its generation is active, because a worker may be storing its picture', async () => {
    const { add, run, left, clock } = await setUp();
    const id = await add({ deletedAt: clock.iso(), generation: generationIn('cancelling') });
    clock.advance(2 * DAY_MS);
    await run();
    expect(await left()).toEqual([id]);
  });

  it('a deleted card that was brought back stays', async () => {
    const { add, run, left, persistence, clock } = await setUp();
    const id = await add({ deletedAt: clock.iso() });
    await persistence.change(id, (state) => ({ ...state, deletedAt: null }));
    clock.advance(2 * DAY_MS);
    await run();
    expect(await left()).toEqual([id]);
  });

  it('the cards of a deleted channel go after a day, those of other channels stay', async () => {
    const { add, run, left, places, clock } = await setUp();
    for (let n = 0; n < 60; n += 1) await add({ channelId: '40' });
    const other = await add({ channelId: '41' });
    await places.add({ guildId: GUILD, channelId: '40', since: clock.iso() });
    clock.advance(DAY_MS);
    expect(await run()).toMatchObject({ interactions: 0 });
    clock.advance(1);
    expect(await run()).toMatchObject({ interactions: 60 });
    expect(await left()).toEqual([other]);
    expect(await places.all()).toEqual([]);
  });

  it('the interactions of a server that the bot has left go after seven days', async () => {
    const { add, run, left, places, clock } = await setUp();
    await add();
    const elsewhere = await add({ guildId: '9' });
    await places.add({ guildId: GUILD, channelId: null, since: clock.iso() });
    clock.advance(7 * DAY_MS);
    expect(await run()).toMatchObject({ interactions: 0 });
    clock.advance(1);
    expect(await run()).toMatchObject({ interactions: 1 });
    expect(await left()).toEqual([elsewhere]);
    expect(await places.all()).toEqual([]);
  });

  it('the interactions of a server that the bot has joined again stay', async () => {
    const { add, run, left, places, clock } = await setUp();
    const id = await add();
    await places.add({ guildId: GUILD, channelId: null, since: clock.iso() });
    clock.advance(6 * DAY_MS);
    await places.remove({ guildId: GUILD, channelId: null });
    clock.advance(2 * DAY_MS);
    await run();
    expect(await left()).toEqual([id]);
  });

  it('an active generation keeps its interaction and the note of its place until a later cleanup', async () => {
    const { add, run, places, persistence, clock } = await setUp();
    const id = await add({ generation: generationIn('running') });
    await places.add({ guildId: GUILD, channelId: null, since: clock.iso() });
    clock.advance(8 * DAY_MS);
    expect(await run()).toMatchObject({ interactions: 0 });
    expect(await places.all()).toHaveLength(1);
    await persistence.change(id, (state) => ({ ...state, generation: generationIn('delivered') }));
    expect(await run()).toMatchObject({ interactions: 1 });
    expect(await places.all()).toEqual([]);
  });
});

describe('the file of the database', () => {
  const SECRET = 'a lighthouse that nobody may read about';

  /** How often the prompt's words stand in the database's files. */
  async function traces(file: string): Promise<number> {
    const files = await Promise.all(
      ['', '-wal'].map((end) => readFile(file + end).catch(() => Buffer.alloc(0))),
    );
    return Buffer.concat(files).toString('latin1').split(SECRET).length - 1;
  }

  it('the file holds no word of what a cleanup removed, long prompts and former versions included', async () => {
    const { file, add, run, persistence, clock } = await setUp();
    const ids: string[] = [];
    for (let n = 0; n < 120; n += 1) {
      const currentPrompt = `${SECRET} ${n} `.repeat((n % 40) + 1);
      ids.push(await add({ currentPrompt, originalPrompt: currentPrompt }));
      await add();
    }
    for (const [n, id] of ids.entries()) {
      const notes = [`${SECRET} ${'x'.repeat(n * 20)}`];
      await persistence.change(id, (state) => ({ ...state, notes }));
      await persistence.change(id, (state) => ({ ...state, notes: [], deletedAt: clock.iso() }));
    }
    expect(await traces(file)).toBeGreaterThan(120);
    clock.advance(2 * DAY_MS);
    expect(await run()).toMatchObject({ interactions: 120 });
    expect(await traces(file)).toBe(0);
  });
});
