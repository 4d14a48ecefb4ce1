import { describe, expect, it } from '@jest/globals';

import { AppError } from '../../src/platform/app-error.js';
import { verifyInteractions } from '../../src/maintenance/verification.js';
import type { ImageStore } from '../../src/persistence/images/image-store.js';
import type { InteractionState } from '../../src/interactions/interaction-state.js';
import type { InteractionInventory } from '../../src/persistence/interaction-inventory.js';
import { collected } from '../support/collected.js';
import { imageDamaged, imageMissing } from '../support/memory-image-store.js';
import { MemoryPersistence } from '../support/memory-persistence.js';
import { rejectionOf } from '../support/rejection-of.js';
import { INTERACTION_ID, interactionState, storedImage } from '../support/states.js';
import { strictDouble } from '../support/strict-double.js';

const STATE = interactionState({ inputs: [storedImage({ byteSize: 3 })] });

/** @param now what the row holds when it is looked at again; the inventory saw {@link STATE}. */
async function findingsWith(get: () => Promise<Buffer>, now: InteractionState = STATE) {
  const findings = verifyInteractions({
    inventory: strictDouble<InteractionInventory>('InteractionInventory', {
      async *all() {
        yield { id: INTERACTION_ID, state: STATE };
      },
    }),
    images: strictDouble<ImageStore>('ImageStore', { get }),
    persistence: new MemoryPersistence(now).service,
  });
  return (await collected(findings)).flat();
}

const throwing = (error: AppError) => async (): Promise<never> => {
  throw error;
};

describe('the verification', () => {
  it('the verification finds nothing where every image is as its row says', async () => {
    expect(await findingsWith(async () => Buffer.from('abc'))).toEqual([]);
  });

  it.each([
    ['missing_image', throwing(imageMissing())],
    ['damaged_image', throwing(imageDamaged())],
    ['damaged_image', async () => Buffer.from('another size')],
  ])('the verification finds a %s', async (kind, get) => {
    expect(await findingsWith(get)).toEqual([
      { kind, interactionId: INTERACTION_ID, key: storedImage().key },
    ]);
  });

  it('the verification does not count an image whose interaction was cleaned up meanwhile', async () => {
    const other = interactionState({ id: 'a0b1c2d3-e4f5-4a6b-9c8d-7e6f5a4b3c2d' });
    expect(await findingsWith(throwing(imageMissing()), other)).toEqual([]);
  });

  it('the verification does not count an image that the row does not name any more', async () => {
    const changed = interactionState({ version: 2 });
    expect(await findingsWith(throwing(imageMissing()), changed)).toEqual([]);
  });

  it('the verification ends when the store fails, since that says nothing of the image', async () => {
    const failure = new AppError({ code: 'storage.failed', retryable: true, userMessage: 'No.' });
    expect(await rejectionOf(findingsWith(throwing(failure)))).toBe(failure);
  });
});
