import { randomUUID } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { imageKey } from '../../src/persistence/images/image-keys.js';
import {
  generationIn,
  INTERACTION_ID,
  newInteractionState,
  outputItem,
  outputKey,
  storedImage,
} from '../support/states.js';
import { openTestDatabase } from '../support/test-database.js';

const INPUT = storedImage().key;

async function owned() {
  const database = await openTestDatabase();
  const delivery = storedImage({ key: outputKey(2) });
  const item = outputItem({ deliveryImage: delivery });
  const state = newInteractionState({ inputs: [storedImage()], outputs: [item] });
  await database.persistence.create(state);
  return database;
}

const nobodys = () =>
  imageKey(randomUUID(), { kind: 'input', n: 0 }, 'image/png', Date.now(), '0a1b2c3d');

describe('stored images that no row needs', () => {
  it('an image is an orphan when its interaction is not there', async () => {
    const { inventory } = await owned();
    const [one, other] = [nobodys(), `${nobodys()}.tmp`];
    const names = [INPUT, one, outputKey(1), other, outputKey(2)];
    expect(await inventory.orphansAmong(names)).toEqual([one, other]);
    expect(await inventory.orphansAmong([])).toEqual([]);
  });

  it('an image is an orphan when its interaction does not name it', async () => {
    const { inventory } = await owned();
    const names = [outputKey(1), outputKey(7), `${outputKey(1)}.tmp`];
    expect(await inventory.orphansAmong(names)).toEqual([outputKey(7), `${outputKey(1)}.tmp`]);
  });

  it('an image is no orphan when its interaction has a generation that may be about to name it', async () => {
    const { inventory, persistence } = await owned();
    const state = await persistence.load(INTERACTION_ID);
    await persistence.save({ ...state, generation: generationIn('running') });
    expect(await inventory.orphansAmong([outputKey(7)])).toEqual([]);
  });

  it('an image is no orphan when the row of its interaction cannot be read', async () => {
    const { inventory, dataSource } = await owned();
    await dataSource.query(`UPDATE interactions SET document = '{"id":'`);
    expect(await inventory.orphansAmong([outputKey(7), outputKey(1)])).toEqual([]);
  });

  it('a file is never an orphan when others gave it its name', async () => {
    const { inventory } = await owned();
    const predecessors = `input_images/input_${randomUUID()}_0_20240831_120000.png`;
    expect(await inventory.orphansAmong([predecessors, 'notes.txt'])).toEqual([]);
  });
});
