import { describe, expect, it } from '@jest/globals';

import { CardPictures } from '../../../src/bot/intake/card-pictures.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { MemoryImageStore, textPicture } from '../../support/memory-image-store.js';
import { MemoryPersistence } from '../../support/memory-persistence.js';
import {
  INTERACTION_ID,
  interactionState,
  OTHER_INTERACTION_ID,
  outputItem,
  resultState,
} from '../../support/states.js';

const ANN = { personId: 'ann', takeSlot: async () => undefined };

describe('the pictures that cards show', () => {
  it('the picture of a card is the original of the output that it shows', async () => {
    const role = { kind: 'output', name: 'generated' } as const;
    const store = new MemoryImageStore();
    const image = await store.put(INTERACTION_ID, role, textPicture('shown'));
    const copy = await store.put(INTERACTION_ID, role, textPicture('copy'));
    const outputs = [outputItem(), outputItem({ image, deliveryImage: copy })];
    const stored = new MemoryPersistence(resultState(0, { outputs, currentIndex: 1 }));
    const source = new CardPictures(stored.service, store).source(INTERACTION_ID, 'that card');
    expect(source.name).toBe('that card');
    expect(await source.read(ANN)).toEqual(textPicture('shown'));
  });

  it('a card without a picture yet says so', async () => {
    const { service } = new MemoryPersistence(interactionState());
    const source = new CardPictures(service, new MemoryImageStore()).source(INTERACTION_ID, 'it');
    expect((await appErrorOf(source.read(ANN))).userMessage).toBe('It shows no picture yet.');
  });

  it('a card whose interaction is gone says so', async () => {
    const { service } = new MemoryPersistence(interactionState());
    const pictures = new CardPictures(service, new MemoryImageStore());
    const source = pictures.source(OTHER_INTERACTION_ID, 'it');
    expect((await appErrorOf(source.read(ANN))).code).toBe('state.not_found');
  });
});
