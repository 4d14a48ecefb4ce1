import { describe, expect, it } from '@jest/globals';

import { CachedImageStore } from '../../../src/persistence/images/cached-image-store.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { FakeClock } from '../../support/fake-clock.js';
import { MemoryImageDriver } from '../../support/memory-image-driver.js';
import { INTERACTION_ID } from '../../support/states.js';
import { anyPicture } from './any-picture.js';

const INPUT = { kind: 'input', n: 0 } as const;

function setUp() {
  const driver = new MemoryImageDriver();
  return { driver, files: driver.files, store: new CachedImageStore(driver, new FakeClock()) };
}

describe('the cached image store', () => {
  it('the cached image store reads a picture once from its driver', async () => {
    const { store, driver } = setUp();
    const picture = anyPicture();
    const image = await store.put(INTERACTION_ID, INPUT, picture);
    for (let time = 0; time < 3; time += 1) expect(await store.get(image)).toEqual(picture.bytes);
    expect(driver.reads).toBe(1);
  });

  it.each([
    ['missing', null],
    ['damaged', Buffer.from('other bytes')],
  ])('the cached image store does not remember that a picture was %s', async (what, found) => {
    const { store, files } = setUp();
    const picture = anyPicture();
    const image = await store.put(INTERACTION_ID, INPUT, picture);
    if (found === null) files.delete(image.key);
    else files.set(image.key, found);
    expect((await appErrorOf(store.get(image))).code).toBe(`storage.image_${what}`);
    files.set(image.key, picture.bytes);
    expect(await store.get(image)).toEqual(picture.bytes);
  });

  it('the cached image store forgets the oldest pictures beyond 16 MiB', async () => {
    const { store, files } = setUp();
    const images = [];
    for (let n = 0; n < 3; n += 1) {
      const image = await store.put(INTERACTION_ID, INPUT, anyPicture('image/png', 6 * 1024 ** 2));
      await store.get(image);
      files.delete(image.key);
      images.push(image);
    }
    expect((await appErrorOf(store.get(images[0]!))).code).toBe('storage.image_missing');
    expect(await store.get(images[2]!)).toHaveLength(6 * 1024 ** 2);
  });
});
