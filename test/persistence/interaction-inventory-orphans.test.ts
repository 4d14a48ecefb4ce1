import { randomUUID } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { imageKey } from '../../../src/persistence/images/image-keys.js';
import { ImageOwners } from '../../../src/persistence/images/image-owners.js';
import {
  generationIn,
  INTERACTION_ID,
  newInteractionState,
  outputItem,
  outputKey,
  storedImage,
} from '../../support/states.js';
import { openTestDatabase } from '../../support/test-database.js';

const INPUT = storedImage().key;

async function owned() {
  const database = await openTestDatabase();
  const delivery = storedImage({ key: outputKey(2) });
  const item = outputItem({ deliveryImage: delivery });
  const state = newInteractionState({ inputs: [storedImage()], outputs: [item] });
  await database.persistence.create(state);
  return { ...database, owners: new ImageOwners(database.dataSource) };
}

const nobodys = () =>
  imageKey(randomUUID(), { kind: 'input', n: 0 }, 'image/png', Date.now(), '0a1b2c3d');

describe('stored images that no row needs', () => {
  it('are those whose interaction is not there', async () => {
    const { owners } = await owned();
    const [one, other] = [nobodys(), `${nobodys()}.tmp`];
    const names = [INPUT, one, outputKey(1), other, outputKey(2)];
    expect(await owners.orphansAmong(names)).toEqual([one, other]);
    expect(await owners.orphansAmong([])).toEqual([]);
  });

  it('are those whose interaction does not name them', async () => {
    const { owners } = await owned();
    const names = [outputKey(1), outputKey(7), `${outputKey(1)}.tmp`];
    expect(await owners.orphansAmong(names)).toEqual([outputKey(7), `${outputKey(1)}.tmp`]);
  });

  it('are not those of an interaction whose generation may be about to name them', async () => {
    const { owners, persistence } = await owned();
    const state = await persistence.load(INTERACTION_ID);
    await persistence.save({ ...state, generation: generationIn('running') });
    expect(await owners.orphansAmong([outputKey(7)])).toEqual([]);
  });

  it('are not those of a row that cannot be read', async () => {
    const { owners, dataSource } = await owned();
    await dataSource.query(`UPDATE interaction_states SET outputs = '[{"origin":'`);
    expect(await owners.orphansAmong([outputKey(7), outputKey(1)])).toEqual([]);
  });

  it('are never files whose names others gave', async () => {
    const { owners } = await owned();
    const predecessors = `input_images/input_${randomUUID()}_0_20240831_120000.png`;
    expect(await owners.orphansAmong([predecessors, 'notes.txt'])).toEqual([]);
  });
});
