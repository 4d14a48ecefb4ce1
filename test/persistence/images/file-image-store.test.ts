import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { FileImageStore } from '../../../src/persistence/images/file-image-store.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { FakeClock } from '../../support/fake-clock.js';
import { INTERACTION_ID } from '../../support/states.js';
import { storeInDirectory } from './file-image-store-under-test.js';
import { anyPicture, itIsAnImageStore } from './image-store.contract.js';

const INPUT = { kind: 'input', n: 0 } as const;

describe('the image store on disk', () => {
  itIsAnImageStore(storeInDirectory);

  it('lets nobody but its owner read folders and files', async () => {
    const { rootDir, store } = await storeInDirectory();
    const { key } = await store.put(INTERACTION_ID, INPUT, anyPicture());
    expect((await stat(path.join(rootDir, 'input_images'))).mode & 0o777).toBe(0o700);
    expect((await stat(path.join(rootDir, key))).mode & 0o777).toBe(0o600);
  });

  it('leaves no temporary file behind a picture', async () => {
    const { store, keys } = await storeInDirectory();
    const { key } = await store.put(INTERACTION_ID, INPUT, anyPicture());
    expect(await keys()).toEqual([key]);
  });

  it('says that storage failed when its folder cannot be made, and leaves nothing', async () => {
    const { rootDir, store, keys } = await storeInDirectory();
    await writeFile(path.join(rootDir, 'input_images'), 'a file where the folder should be');
    expect((await appErrorOf(store.put(INTERACTION_ID, INPUT, anyPicture()))).code).toBe(
      'storage.failed',
    );
    expect(await keys()).toEqual(['input_images']);
  });

  it('goes on once what stood in its way is gone', async () => {
    const { rootDir, store } = await storeInDirectory();
    const obstacle = path.join(rootDir, 'input_images');
    await writeFile(obstacle, '');
    const picture = anyPicture();
    await appErrorOf(store.put(INTERACTION_ID, INPUT, picture));
    await rm(obstacle);
    const image = await store.put(INTERACTION_ID, INPUT, picture);
    expect(await store.get(image)).toEqual(picture.bytes);
  });

  it('reads what another process stored, wherever the data directory lies now', async () => {
    const { rootDir, store } = await storeInDirectory();
    const picture = anyPicture();
    const image = await store.put(INTERACTION_ID, INPUT, picture);
    const movedTo = `${rootDir}-moved`;
    await rename(rootDir, movedTo);
    const moved = new FileImageStore(movedTo, new FakeClock());
    expect(await moved.get(image)).toEqual(picture.bytes);
    expect(await readFile(path.join(movedTo, image.key))).toEqual(picture.bytes);
  });
});
