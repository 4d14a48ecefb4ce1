import { randomBytes } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import type { Picture, PictureMediaType } from '../../../src/imaging/picture.js';
import type { ImageRole, ImageStore } from '../../../src/persistence/images/image-store.js';
import type { StoredImage } from '../../../src/interactions/stored-image.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { collected } from '../../support/collected.js';
import { INTERACTION_ID, OTHER_INTERACTION_ID } from '../../support/states.js';

/** What the contract needs to do behind a store's back. */
export interface ImageStoreUnderTest {
  /** The store; its clock stands still. */
  readonly store: ImageStore;
  /** Everything stored, by key. */
  readonly keys: () => Promise<string[]>;
  /** Puts bytes under a key, past the store; a hostile key reaches as far as it can. */
  readonly plant: (key: string, bytes: Buffer) => Promise<void>;
  readonly remove: (key: string) => Promise<void>;
}

const INPUT: ImageRole = { kind: 'input', n: 0 };
const ROLES: readonly ImageRole[] = [
  INPUT,
  { kind: 'input', n: 9 },
  { kind: 'output', name: 'sheet' },
  { kind: 'output', name: 'generated' },
  { kind: 'output', name: 'styled' },
  { kind: 'output', name: 'delivery' },
];

/** Bytes that stand for a picture; a store never looks into them. */
export function anyPicture(mediaType: PictureMediaType = 'image/png', byteSize = 4096): Picture {
  return { bytes: randomBytes(byteSize), mediaType, width: 640, height: 480 };
}

/** What every `ImageStore` promises. `make` builds a new, empty one for each case. */
export function itIsAnImageStore(make: () => Promise<ImageStoreUnderTest>): void {
  it.each<PictureMediaType>(['image/png', 'image/jpeg', 'image/webp'])(
    'gives back the very bytes of a picture (%s), and says what it stored',
    async (mediaType) => {
      const { store } = await make();
      const picture = anyPicture(mediaType, 300_000);
      const image = await store.put(INTERACTION_ID, INPUT, picture);
      expect(await store.get(image)).toEqual(picture.bytes);
      expect(image).toMatchObject({ byteSize: 300_000, mediaType, width: 640, height: 480 });
      expect(image.sha256).toMatch(/^[0-9a-f]{64}$/);
    },
  );

  it('names a picture by what it is to its interaction', async () => {
    const { store, keys } = await make();
    const stored: string[] = [];
    for (const role of ROLES) {
      const { key } = await store.put(INTERACTION_ID, role, anyPicture());
      const name = role.kind === 'input' ? role.n : role.name;
      expect(key).toMatch(
        new RegExp(
          `^${role.kind}_images/${role.kind}_${INTERACTION_ID}_${name}_20261124T120000000Z-[0-9a-f]+\\.png$`,
        ),
      );
      stored.push(key);
    }
    expect((await keys()).toSorted()).toEqual(stored.toSorted());
  });

  it('keeps apart what is stored for one role within one millisecond', async () => {
    const { store, keys } = await make();
    const pictures = Array.from({ length: 50 }, () => anyPicture());
    const images = await Promise.all(
      pictures.map((picture) => store.put(INTERACTION_ID, INPUT, picture)),
    );
    expect(new Set(images.map(({ key }) => key)).size).toBe(50);
    for (const [n, image] of images.entries()) {
      expect(await store.get(image)).toEqual(pictures[n]?.bytes);
    }
    expect(await keys()).toHaveLength(50);
  });

  it('takes an image back under the key it had, in place of what is there', async () => {
    const from = await make();
    const picture = anyPicture();
    const image = await from.store.put(INTERACTION_ID, INPUT, picture);
    const { store, keys, plant } = await make();
    await plant(image.key, Buffer.from('torn'));
    await plant(`${image.key}.tmp`, Buffer.from('never finished'));
    await store.putBack(image.key, picture.bytes);
    expect(await store.get(image)).toEqual(picture.bytes);
    expect(await keys()).toEqual([image.key]);
    for (const key of ['../outside.png', 'instance.lock']) {
      const error = await appErrorOf(store.putBack(key, picture.bytes));
      expect(error.code).toBe('storage.image_missing');
    }
  });

  it('says that a picture is missing', async () => {
    const { store, remove } = await make();
    const image = await store.put(INTERACTION_ID, INPUT, anyPicture());
    await remove(image.key);
    expect(await appErrorOf(store.get(image))).toMatchObject({
      code: 'storage.image_missing',
      retryable: false,
      userMessage: 'The stored picture is missing.',
    });
  });

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['a flipped byte', (bytes) => Buffer.from(bytes.map((byte, n) => (n === 2000 ? ~byte : byte)))],
    ['a lost end', (bytes) => bytes.subarray(0, -1)],
    ['no bytes at all', () => Buffer.alloc(0)],
    ['bytes appended', (bytes) => Buffer.concat([bytes, Buffer.from([0])])],
  ])('says that a picture with %s is damaged', async (_name, damage) => {
    const { store, plant } = await make();
    const picture = anyPicture();
    const image = await store.put(INTERACTION_ID, INPUT, picture);
    await plant(image.key, damage(picture.bytes));
    expect(await appErrorOf(store.get(image))).toMatchObject({
      code: 'storage.image_damaged',
      retryable: false,
      userMessage: 'The stored picture is damaged.',
    });
  });

  it('lists all that it stored, and nothing that others put there', async () => {
    const { store, plant } = await make();
    expect(await collected(store.list())).toEqual([]);
    const { key } = await store.put(INTERACTION_ID, INPUT, anyPicture());
    const other = await store.put(OTHER_INTERACTION_ID, ROLES[3]!, anyPicture());
    await plant(`${key}.tmp`, Buffer.from('half a picture'));
    await plant(`input_images/input_${INTERACTION_ID}_0_20240831_120000.png`, Buffer.from('old'));
    await plant('output_images/notes.txt', Buffer.from('mine'));
    expect((await collected(store.list())).toSorted()).toEqual(
      [key, `${key}.tmp`, other.key].toSorted(),
    );
  });

  it('says size and time of what it stored, without reading it', async () => {
    const { store } = await make();
    const earliestMs = Date.now() - 5_000;
    const { key } = await store.put(INTERACTION_ID, INPUT, anyPicture('image/png', 1234));
    const file = await store.inspect(key);
    expect(file?.byteSize).toBe(1234);
    expect(file?.storedAtMs).toBeGreaterThan(earliestMs);
    expect(file?.storedAtMs).toBeLessThan(Date.now() + 5_000);
    await store.remove(key);
    expect(await store.inspect(key)).toBeNull();
  });

  it('removes a picture, and is content when it is gone already', async () => {
    const { store, keys, plant } = await make();
    const image = await store.put(INTERACTION_ID, INPUT, anyPicture());
    const kept = await store.put(INTERACTION_ID, INPUT, anyPicture());
    await plant(`${image.key}.tmp`, Buffer.from('half a picture'));
    for (const name of [image.key, image.key, `${image.key}.tmp`]) await store.remove(name);
    expect(await keys()).toEqual([kept.key]);
    expect((await appErrorOf(store.get(image))).code).toBe('storage.image_missing');
  });

  it('removes nothing that is none of its own', async () => {
    const { store, keys, plant } = await make();
    const names = ['instance.lock', 'input_images/notes.txt', 'output_images/sub/input_secret.png'];
    for (const name of names) await plant(name, Buffer.from('mine'));
    for (const name of names) {
      await store.remove(name);
      expect(await store.inspect(name)).toBeNull();
    }
    expect((await keys()).toSorted()).toEqual(names.toSorted());
  });

  describe('asked for a key that is none of its own', () => {
    it.each([
      '../secret.png',
      'input_images/../secret.png',
      'input_images/../../secret.png',
      '/etc/passwd',
      '/input_images/input_secret.png',
      'secret.png',
      'instance.lock',
      'other_images/input_secret.png',
      'input_images/sub/input_secret.png',
      'input_images/input_secret.txt',
      'input_images/input_secret.png\0.png',
      'input_images/input_secret.png\n',
      'input_images\\..\\secret.png',
      '',
    ])('treats %j as missing, though something lies there', async (key) => {
      const { store, plant } = await make();
      const picture = anyPicture();
      const image = await store.put(INTERACTION_ID, INPUT, picture);
      await plant(key, picture.bytes);
      const forged: StoredImage = { ...image, key };
      expect((await appErrorOf(store.get(forged))).code).toBe('storage.image_missing');
    });
  });
}
