import { randomUUID } from 'node:crypto';

import { cleanupOn } from '../../support/cleanup-under-test.js';
import { collected } from '../../support/collected.js';
import { MemoryImageStore, textPicture } from '../../support/memory-image-store.js';
import { newInteractionState } from '../../support/states.js';
import { openTestDatabase } from '../../support/test-database.js';

/** The server of its interactions. */
export const GUILD = '300000000000000003';

/** A database and pictures, and a cleanup that removes only what was deleted. */
export async function deletedWorld() {
  const database = await openTestDatabase();
  const { inventory, persistence } = database;
  const images = new MemoryImageStore();
  const cleanup = cleanupOn(database, images);
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
