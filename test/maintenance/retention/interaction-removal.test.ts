import { describe, expect, it } from '@jest/globals';

import { InteractionRemoval } from '../../../src/maintenance/retention/interaction-removal.js';
import { RemovedRequests } from '../../../src/persistence/removed-requests.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { collected } from '../../support/collected.js';
import { busy } from '../../support/memory-persistence.js';
import { MemoryImageStore, textPicture } from '../../support/memory-image-store.js';
import {
  generationIn,
  INTERACTION_ID,
  newInteractionState,
  OTHER_INTERACTION_ID,
  outputItem,
} from '../../support/states.js';
import { openTestDatabase } from '../../support/test-database.js';

async function setUp() {
  const database = await openTestDatabase();
  const { inventory, persistence, dataSource, clock, logger } = database;
  const images = new MemoryImageStore();
  const requests = new RemovedRequests(dataSource, clock);
  const removal = new InteractionRemoval(inventory, requests, images, logger);
  /** An interaction with two pictures, whose generation runs. */
  const add = async (id: string) => {
    const input = await images.put(id, { kind: 'input', n: 0 }, textPicture('in'));
    const image = await images.put(id, { kind: 'output', name: 'generated' }, textPicture('out'));
    const outputs = [outputItem({ image })];
    const generation = generationIn('running');
    return persistence.create(newInteractionState({ id, inputs: [input], outputs, generation }));
  };
  const fileNames = async () => (await collected(images.list())).map(({ name }) => name);
  return { ...database, images, requests, removal, add, fileNames };
}

describe('the removal of one interaction', () => {
  it('the removal takes row and pictures of that interaction alone, whatever is being made for it', async () => {
    const { persistence, removal, requests, add, fileNames } = await setUp();
    const removed = await add(INTERACTION_ID);
    const other = await add(OTHER_INTERACTION_ID);
    await removal.remove(removed);
    expect(await persistence.find(INTERACTION_ID)).toBeNull();
    expect(await persistence.find(OTHER_INTERACTION_ID)).toEqual(other);
    const names = await fileNames();
    expect(names).toHaveLength(2);
    for (const name of names) expect(name).toContain(OTHER_INTERACTION_ID);
    expect(await requests.has(removed.requestMessageId ?? '')).toBe(true);
  });

  it('the removal can be repeated after each of its steps', async () => {
    const { persistence, images, removal, inventory, requests, add, fileNames } = await setUp();
    const state = await add(INTERACTION_ID);
    const remove = inventory.remove.bind(inventory);
    const steps = [
      () => void (inventory.remove = () => Promise.reject(busy())),
      () => {
        inventory.remove = remove;
        images.removeAll = () => Promise.reject(busy());
      },
    ];
    for (const failing of steps) {
      failing();
      expect((await appErrorOf(removal.remove(state))).code).toBe('storage.busy');
      expect(await requests.has(state.requestMessageId ?? '')).toBe(true);
    }
    expect(await persistence.find(INTERACTION_ID)).toBeNull();
    // Its row is gone, so nothing names these files: the sweep of a cleanup finds them.
    await removal.remove({ ...state, requestMessageId: null }).catch(() => undefined);
    expect(await inventory.orphansAmong(await fileNames())).toHaveLength(2);
  });

  it('the removal is done where only the log could not be erased', async () => {
    const { persistence, removal, inventory, logger, add } = await setUp();
    const state = await add(INTERACTION_ID);
    inventory.eraseLog = () => Promise.reject(busy());
    await removal.remove(state);
    expect(await persistence.find(INTERACTION_ID)).toBeNull();
    expect(logger.messages('warn')).toEqual(['The log is left for the next cleanup to erase']);
  });
});
