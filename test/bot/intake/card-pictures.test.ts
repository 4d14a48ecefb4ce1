import { describe, expect, it } from '@jest/globals';

import { CardPictures } from '../../../src/bot/intake/card-pictures.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { MemoryImageStore, textPicture } from '../../support/memory-image-store.js';
import { MemoryPersistence } from '../../support/memory-persistence.js';
import {
  INTERACTION_ID,
  interactionState,
  making,
  OTHER_INTERACTION_ID,
  outputItem,
  outputKey,
  resultState,
  storedImage,
} from '../../support/states.js';

const ANN = { personId: 'ann', takeSlot: async () => undefined };

describe('the pictures that cards show', () => {
  it('a card shows the original of one output, and is named as what shows it', async () => {
    const role = { kind: 'output', name: 'generated' } as const;
    const store = new MemoryImageStore();
    const image = await store.put(INTERACTION_ID, role, textPicture('shown'));
    const copy = await store.put(INTERACTION_ID, role, textPicture('copy'));
    const outputs = [outputItem(), outputItem({ image, deliveryImage: copy })];
    const state = resultState(0, { outputs, currentIndex: 1, isSpoiler: true });
    const pictures = new CardPictures(new MemoryPersistence(state).service, store);
    const [source, ...others] = await pictures.shownBy(INTERACTION_ID, 'that card');
    expect(others).toEqual([]);
    expect(source).toMatchObject({ name: 'that card', isSpoiler: true, cardOf: INTERACTION_ID });
    expect(await source?.read(ANN)).toEqual(textPicture('shown'));
  });

  it('a card that shows a contact sheet shows each picture of it', async () => {
    const outputs = [0, 1].map((n) =>
      outputItem({ image: storedImage({ key: outputKey(n) }), making: making({ batch: 'b' }) }),
    );
    const state = resultState(0, { outputs, showsSheet: true });
    const pictures = new CardPictures(new MemoryPersistence(state).service, new MemoryImageStore());
    const names = (await pictures.shownBy(INTERACTION_ID, 'it')).map(({ name }) => name);
    expect(names).toEqual(['picture 1 of it', 'picture 2 of it']);
  });

  it('a card without a picture yet says so', async () => {
    const { service } = new MemoryPersistence(interactionState());
    const pictures = new CardPictures(service, new MemoryImageStore());
    const { userMessage } = await appErrorOf(pictures.shownBy(INTERACTION_ID, 'it'));
    expect(userMessage).toBe('It shows no picture yet.');
  });

  it('a card whose interaction is gone says so', async () => {
    const { service } = new MemoryPersistence(interactionState());
    const pictures = new CardPictures(service, new MemoryImageStore());
    const { code } = await appErrorOf(pictures.shownBy(OTHER_INTERACTION_ID, 'it'));
    expect(code).toBe('state.not_found');
  });
});
