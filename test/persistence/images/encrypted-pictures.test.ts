import { describe, expect, it } from '@jest/globals';

import type { ImageRole } from '../../../src/persistence/images/image-keys.js';
import { ImageStore } from '../../../src/persistence/images/image-store.js';
import { testKeyring } from '../../support/encryption.js';
import { FakeClock } from '../../support/fake-clock.js';
import { MemoryImageDriver } from '../../support/memory-image-driver.js';
import { INTERACTION_ID, OTHER_INTERACTION_ID } from '../../support/states.js';
import { anyPicture } from './any-picture.js';

const INPUT: ImageRole = { kind: 'input', n: 0 };

function encrypted(...keyIds: readonly string[]) {
  const driver = new MemoryImageDriver();
  const withKeys = (...ids: readonly string[]) =>
    new ImageStore(driver, new FakeClock(), testKeyring(...ids));
  return { driver, files: driver.files, withKeys, store: withKeys(...keyIds) };
}

describe('pictures at rest', () => {
  it('a picture is encrypted under its key, and its checksum and size are those of the picture', async () => {
    const { store, files, withKeys } = encrypted('a');
    const picture = anyPicture('image/png', 3_000);
    const image = await store.put(INTERACTION_ID, INPUT, picture);
    const plain = await withKeys().put(INTERACTION_ID, INPUT, picture);
    expect(image).toMatchObject({ sha256: plain.sha256, byteSize: 3_000 });
    const stored = files.get(image.key);
    expect(stored?.includes(picture.bytes.subarray(0, 16))).toBe(false);
    expect(await store.get(image)).toEqual(picture.bytes);
    expect(await store.hasWhole(image)).toBe(true);
    expect(await store.hasWhole({ ...image, byteSize: 2_999 })).toBe(false);
  });

  it('a picture that was put back, or stored before there was a key, is read as well', async () => {
    const { withKeys } = encrypted();
    const [plain, store] = [withKeys(), withKeys('a')];
    const picture = anyPicture();
    const image = await plain.put(INTERACTION_ID, INPUT, picture);
    expect(await store.get(image)).toEqual(picture.bytes);
    await store.putBack(image.key, picture.bytes);
    expect(await store.get(image)).toEqual(picture.bytes);
    await expect(plain.get(image)).rejects.toMatchObject({ code: 'storage.image_damaged' });
  });

  it('an encrypted picture is damaged where a byte of it is another, or it was moved to another key', async () => {
    const { store, files } = encrypted('a');
    const image = await store.put(INTERACTION_ID, INPUT, anyPicture());
    const other = await store.put(OTHER_INTERACTION_ID, INPUT, anyPicture());
    const stored = files.get(image.key) ?? Buffer.alloc(0);
    files.set(other.key, stored);
    const moved = { ...image, key: other.key };
    await expect(store.get(moved)).rejects.toMatchObject({ code: 'storage.image_damaged' });
    for (const index of [0, 8, 40, 80, 100, stored.length - 1]) {
      const changed = Buffer.from(stored);
      changed[index] = (changed[index] ?? 0) ^ 1;
      files.set(image.key, changed);
      await expect(store.get(image)).rejects.toMatchObject({ code: 'storage.image_damaged' });
    }
    files.delete(image.key);
    await expect(store.get(image)).rejects.toMatchObject({ code: 'storage.image_missing' });
  });

  it('a picture is encrypted anew once, whichever key it had, and left alone where its key is missing', async () => {
    const { withKeys, files } = encrypted();
    const picture = anyPicture();
    const plain = await withKeys().put(INTERACTION_ID, INPUT, picture);
    const former = await withKeys('a').put(OTHER_INTERACTION_ID, INPUT, picture);
    const both = withKeys('b', 'a');
    for (const image of [plain, former]) {
      expect(await both.reencrypt(image.key)).toBe('encrypted');
      expect(await both.reencrypt(image.key)).toBe('was encrypted');
      expect(await withKeys('b').get(image)).toEqual(picture.bytes);
    }
    const stored = files.get(plain.key);
    expect(await withKeys('c').reencrypt(plain.key)).toBe('unreadable');
    expect(files.get(plain.key)).toBe(stored);
    files.delete(plain.key);
    expect(await both.reencrypt(plain.key)).toBe('gone');
    expect(await both.reencrypt('../secret.png')).toBe('gone');
  });
});
