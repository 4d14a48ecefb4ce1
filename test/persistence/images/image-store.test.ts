import { describe, expect, it } from '@jest/globals';

import type { PictureMediaType } from '../../../src/imaging/picture.js';
import type { StoredImage } from '../../../src/interactions/stored-image.js';
import type { ImageRole } from '../../../src/persistence/images/image-keys.js';
import { ImageStore } from '../../../src/persistence/images/image-store.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { collected } from '../../support/collected.js';
import { FakeClock } from '../../support/fake-clock.js';
import { MemoryImageDriver } from '../../support/memory-image-driver.js';
import { busy } from '../../support/memory-persistence.js';
import { INTERACTION_ID, OTHER_INTERACTION_ID } from '../../support/states.js';
import { anyPicture } from './any-picture.js';

const INPUT: ImageRole = { kind: 'input', n: 0 };
const ROLES: readonly ImageRole[] = [
  INPUT,
  { kind: 'input', n: 9 },
  { kind: 'output', name: 'sheet' },
  { kind: 'output', name: 'generated' },
  { kind: 'output', name: 'styled' },
  { kind: 'output', name: 'delivery' },
];

/** Names that no store gives; the driver has bytes under each of them. */
const FOREIGN_NAMES = [
  '../secret.png',
  'input_images/../secret.png',
  'input_images/../../secret.png',
  '/etc/passwd',
  '/input_images/input_secret.png',
  'secret.png',
  'instance.lock',
  'other_images/input_secret.png',
  'input_images/notes.txt',
  'input_images/sub/input_secret.png',
  'input_images/input_secret.txt',
  'input_images/input_secret.png\0.png',
  'input_images/input_secret.png\n',
  'input_images\\..\\secret.png',
  '',
];

function setUp() {
  const driver = new MemoryImageDriver();
  return { driver, files: driver.files, store: new ImageStore(driver, new FakeClock()) };
}

describe('storing a picture', () => {
  it.each<PictureMediaType>(['image/png', 'image/jpeg', 'image/webp'])(
    'the image store gives back the very bytes of a picture (%s), and says what it stored',
    async (mediaType) => {
      const { store } = setUp();
      const picture = anyPicture(mediaType, 300_000);
      const image = await store.put(INTERACTION_ID, INPUT, picture);
      expect(await store.get(image)).toEqual(picture.bytes);
      expect(image).toMatchObject({ byteSize: 300_000, mediaType, width: 640, height: 480 });
      expect(image.sha256).toMatch(/^[0-9a-f]{64}$/);
    },
  );

  it('the image store names a picture by what it is to its interaction', async () => {
    const { store, files } = setUp();
    const stored: string[] = [];
    for (const role of ROLES) {
      const { key } = await store.put(INTERACTION_ID, role, anyPicture());
      const name = role.kind === 'input' ? role.n : role.name;
      expect(key).toMatch(
        new RegExp(
          `^${role.kind}_images/${role.kind}_${INTERACTION_ID}_${name}_20261124T120000000Z-[0-9a-f]{8}\\.png$`,
        ),
      );
      stored.push(key);
    }
    expect([...files.keys()]).toEqual(stored);
  });

  it('the image store keeps apart what is stored for one role within one millisecond', async () => {
    const { store, files } = setUp();
    const pictures = Array.from({ length: 50 }, () => anyPicture());
    const images = await Promise.all(
      pictures.map((picture) => store.put(INTERACTION_ID, INPUT, picture)),
    );
    expect(files.size).toBe(50);
    for (const [n, image] of images.entries()) {
      expect(await store.get(image)).toEqual(pictures[n]?.bytes);
    }
  });

  it('the image store takes an image back under the key it had, in place of what is there', async () => {
    const picture = anyPicture();
    const image = await setUp().store.put(INTERACTION_ID, INPUT, picture);
    const { store, files } = setUp();
    files.set(image.key, Buffer.from('torn'));
    await store.putBack(image.key, picture.bytes);
    expect(await store.get(image)).toEqual(picture.bytes);
    expect([...files.keys()]).toEqual([image.key]);
  });

  it('the image store hands on what its driver fails with', async () => {
    const { store, driver } = setUp();
    const image = await store.put(INTERACTION_ID, INPUT, anyPicture());
    const failure = busy();
    for (const work of [
      () => store.put(INTERACTION_ID, INPUT, anyPicture()),
      () => store.putBack(image.key, Buffer.from('x')),
      () => store.get(image),
      () => store.inspect(image.key),
      () => store.remove(image.key),
      () => collected(store.list()),
    ]) {
      driver.failures.push(failure);
      expect(await appErrorOf(work)).toBe(failure);
    }
  });
});

describe('reading a picture', () => {
  it('the image store says that a picture is missing', async () => {
    const { store, files } = setUp();
    const image = await store.put(INTERACTION_ID, INPUT, anyPicture());
    files.delete(image.key);
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
  ])('the image store says that a picture with %s is damaged', async (_name, damage) => {
    const { store, files } = setUp();
    const picture = anyPicture();
    const image = await store.put(INTERACTION_ID, INPUT, picture);
    files.set(image.key, damage(picture.bytes));
    expect(await appErrorOf(store.get(image))).toMatchObject({
      code: 'storage.image_damaged',
      retryable: false,
      userMessage: 'The stored picture is damaged.',
    });
  });
});

describe('walking through what is stored', () => {
  it('the image store lists all that it stored, and nothing that others put there', async () => {
    const { store, files } = setUp();
    expect(await collected(store.list())).toEqual([]);
    const { key } = await store.put(INTERACTION_ID, INPUT, anyPicture('image/png', 1234));
    const other = await store.put(OTHER_INTERACTION_ID, ROLES[3]!, anyPicture());
    files.set(`${key}.tmp`, Buffer.from('half a picture'));
    files.set(`input_images/input_${INTERACTION_ID}_0_20240831_120000.png`, Buffer.from('old'));
    for (const name of FOREIGN_NAMES) files.set(name, Buffer.from('mine'));
    const listed = await collected(store.list());
    expect(listed.map(({ name }) => name).toSorted()).toEqual(
      [key, `${key}.tmp`, other.key].toSorted(),
    );
    expect(listed.find(({ name }) => name === key)?.byteSize).toBe(1234);
  });

  it('the image store says size and time of what it stored, without reading it', async () => {
    const { store, driver } = setUp();
    const { key } = await store.put(INTERACTION_ID, INPUT, anyPicture('image/png', 1234));
    expect(await store.inspect(key)).toEqual(await driver.stat(key));
    expect((await store.inspect(key))?.byteSize).toBe(1234);
    expect(driver.reads).toBe(0);
    await store.remove(key);
    expect(await store.inspect(key)).toBeNull();
  });

  it('the image store removes a picture, and what was left of one', async () => {
    const { store, files } = setUp();
    const image = await store.put(INTERACTION_ID, INPUT, anyPicture());
    const kept = await store.put(INTERACTION_ID, INPUT, anyPicture());
    files.set(`${image.key}.tmp`, Buffer.from('half a picture'));
    for (const name of [image.key, image.key, `${image.key}.tmp`]) await store.remove(name);
    expect([...files.keys()]).toEqual([kept.key]);
  });

  it('the image store works on images of the predecessor that rows name, and lists none of them', async () => {
    const { store, files } = setUp();
    const key = `input_images/input_${INTERACTION_ID}_0_20240831_120000.png`;
    await store.putBack(key, Buffer.from('old'));
    expect(await collected(store.list())).toEqual([]);
    expect((await store.inspect(key))?.byteSize).toBe(3);
    await store.remove(key);
    expect(files.size).toBe(0);
  });
});

describe('a name that the image store never gives', () => {
  it.each(FOREIGN_NAMES)('the image store leaves alone what lies under %j', async (name) => {
    const { store, files } = setUp();
    const picture = anyPicture();
    const image = await store.put(INTERACTION_ID, INPUT, picture);
    files.set(name, picture.bytes);
    const forged: StoredImage = { ...image, key: name };
    for (const work of [() => store.get(forged), () => store.putBack(name, Buffer.from('x'))]) {
      expect((await appErrorOf(work)).code).toBe('storage.image_missing');
    }
    expect(await store.inspect(name)).toBeNull();
    await store.remove(name);
    expect(files.get(name)).toEqual(picture.bytes);
  });
});
