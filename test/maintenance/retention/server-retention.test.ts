import { randomUUID } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { Notes } from '../../../src/persistence/notes.js';
import { StoredRights } from '../../../src/persistence/stored-rights.js';
import { cleanupOn } from '../../support/cleanup-under-test.js';
import { MemoryImageStore } from '../../support/memory-image-store.js';
import { SERVER } from '../../support/spendings.js';
import { newInteractionState } from '../../support/states.js';
import { openTestDatabase } from '../../support/test-database.js';

const DAY_MS = 86_400_000;
const OTHER_SERVER = '300000000000000004';

async function setUp() {
  const database = await openTestDatabase();
  const { clock, dataSource, logger, persistence } = database;
  const rights = new StoredRights(new Notes(dataSource), logger);
  const keep = async (retentionDays: number | null) => {
    await rights.change(SERVER, (before) => ({ ...before, retentionDays }));
  };
  /** Stores a card that was used so many days ago. */
  const add = async (daysAgo: number, guildId: string | null, given = {}) => {
    const id = randomUUID();
    clock.advance(-daysAgo * DAY_MS);
    await persistence.create(newInteractionState({ id, guildId, ...given }));
    clock.advance(daysAgo * DAY_MS);
    return id;
  };
  const cleanUp = async (days: number | null) => {
    const before = days === null ? null : new Date(clock.now() - days * DAY_MS).toISOString();
    const { signal } = new AbortController();
    const cleanup = cleanupOn(database, new MemoryImageStore());
    return cleanup.run({ before, pauseMs: 0, signal, isRegular: true });
  };
  const left = async (ids: readonly string[]) => {
    const found = await Promise.all(ids.map(async (id) => persistence.find(id)));
    return ids.filter((_, n) => found[n] !== null);
  };
  return { keep, add, cleanUp, left };
}

describe('the time for which a server keeps its cards', () => {
  it.each([30, null])(
    'a server keeps its own cards less long than others are kept (%s days)',
    async (days) => {
      const { keep, add, cleanUp, left } = await setUp();
      await keep(7);
      const old = await add(9, SERVER);
      const others = [await add(6, SERVER), await add(9, OTHER_SERVER), await add(9, null)];
      expect(await cleanUp(days)).toMatchObject({ interactions: 1 });
      expect(await left([old, ...others])).toEqual(others);
    },
  );

  it('no server keeps its cards longer than whoever runs the bot', async () => {
    const { keep, add, cleanUp, left } = await setUp();
    await keep(90);
    const [old, young] = [await add(32, SERVER), await add(28, SERVER)];
    await cleanUp(30);
    expect(await left([old, young])).toEqual([young]);
  });

  it('what somebody keeps stays', async () => {
    const { keep, add, cleanUp, left } = await setUp();
    await keep(7);
    const kept = await add(9, SERVER, { keptBy: '7' });
    await cleanUp(30);
    expect(await left([kept])).toEqual([kept]);
  });

  it('a server that leaves it to whoever runs the bot again keeps its cards as long as all others', async () => {
    const { keep, add, cleanUp, left } = await setUp();
    await keep(7);
    await keep(null);
    const card = await add(9, SERVER);
    await cleanUp(30);
    expect(await left([card])).toEqual([card]);
  });
});
