import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { FileImageStore } from '../../../src/persistence/images/file-image-store.js';
import { FakeClock } from '../../support/fake-clock.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';
import type { ImageStoreUnderTest } from './image-store.contract.js';

/** The store one folder below the temporary directory, so that what leaves it stays in the test. */
export async function storeInDirectory(): Promise<
  ImageStoreUnderTest & { readonly rootDir: string }
> {
  const rootDir = path.join(await temporaryDirectory(), 'data');
  await mkdir(rootDir);
  return {
    rootDir,
    store: new FileImageStore(rootDir, new FakeClock()),
    keys: async () => {
      const entries = await readdir(rootDir, { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(rootDir, path.join(entry.parentPath, entry.name)));
    },
    plant: async (key, bytes) => {
      const file = path.join(rootDir, key);
      // Some keys cannot be file names, and some name files of the system: those are there anyway.
      if (key === '' || key.includes('\0') || key.startsWith('/etc/')) return;
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, bytes);
    },
    remove: (key) => rm(path.join(rootDir, key)),
  };
}
