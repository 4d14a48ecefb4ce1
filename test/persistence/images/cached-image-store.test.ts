import { describe, expect, it } from '@jest/globals';

import { CachedImageStore } from '../../../src/persistence/images/cached-image-store.js';
import { INTERACTION_ID } from '../../support/states.js';
import { storeInDirectory } from './file-image-store-under-test.js';
import { anyPicture, itIsAnImageStore } from './image-store.contract.js';

const INPUT = { kind: 'input', n: 0 } as const;

async function cachedStore() {
  const files = await storeInDirectory();
  return { ...files, store: new CachedImageStore(files.store) };
}

describe('the cached image store', () => {
  itIsAnImageStore(cachedStore);

  it('reads a picture once from the store behind it', async () => {
    const { store, remove } = await cachedStore();
    const picture = anyPicture();
    const image = await store.put(INTERACTION_ID, INPUT, picture);
    await store.get(image);
    await remove(image.key);
    expect(await store.get(image)).toEqual(picture.bytes);
  });

  it('remembers no failure', async () => {
    const { store, plant, remove } = await cachedStore();
    const picture = anyPicture();
    const image = await store.put(INTERACTION_ID, INPUT, picture);
    await remove(image.key);
    await expect(store.get(image)).rejects.toMatchObject({ code: 'storage.image_missing' });
    await plant(image.key, picture.bytes);
    expect(await store.get(image)).toEqual(picture.bytes);
  });

  it('forgets the oldest pictures beyond 16 MiB', async () => {
    const { store, remove } = await cachedStore();
    const images = [];
    for (let n = 0; n < 3; n += 1) {
      const image = await store.put(INTERACTION_ID, INPUT, anyPicture('image/png', 6 * 1024 ** 2));
      await store.get(image);
      await remove(image.key);
      images.push(image);
    }
    await expect(store.get(images[0]!)).rejects.toMatchObject({ code: 'storage.image_missing' });
    expect(await store.get(images[2]!)).toHaveLength(6 * 1024 ** 2);
  });
});
