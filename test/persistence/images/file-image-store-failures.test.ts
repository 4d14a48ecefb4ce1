import * as fs from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, it, jest } from '@jest/globals';

import { appErrorOf } from '../../support/app-error-of.js';
import { FakeClock } from '../../support/fake-clock.js';
import { INTERACTION_ID } from '../../support/states.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';
import { anyPicture } from './image-store.contract.js';

/** The step of writing a file that fails next, and with which code of the system. */
let failure: { readonly step: 'open' | 'writeFile' | 'sync' | 'rename'; readonly code: string };

function failAt(step: typeof failure.step): void {
  if (failure.step !== step) return;
  throw Object.assign(new Error(`${failure.code}: told to fail`), { code: failure.code });
}

// A disk that fills up between two system calls cannot be had in a test; everything else is real.
jest.unstable_mockModule('node:fs/promises', () => ({
  ...fs,
  open: async (...args: Parameters<typeof fs.open>) => {
    failAt('open');
    const handle = await fs.open(...args);
    return {
      writeFile: async (bytes: Buffer) => {
        await handle.writeFile(bytes.subarray(0, 100));
        failAt('writeFile');
      },
      sync: async () => failAt('sync'),
      close: () => handle.close(),
    };
  },
  rename: async () => failAt('rename'),
}));

const { FileImageStore } = await import('../../../src/persistence/images/file-image-store.js');

describe('a write that fails', () => {
  it.each([
    ['open', 'EROFS', 'storage.read_only'],
    ['open', 'EACCES', 'storage.read_only'],
    ['writeFile', 'ENOSPC', 'storage.full'],
    ['writeFile', 'EDQUOT', 'storage.full'],
    ['sync', 'EIO', 'storage.failed'],
    ['rename', 'ENOSPC', 'storage.full'],
  ] as const)(
    'at %s with %s becomes %s, and leaves no file behind',
    async (step, code, expected) => {
      failure = { step, code };
      const rootDir = await temporaryDirectory();
      const store = new FileImageStore(rootDir, new FakeClock());
      const putting = store.put(INTERACTION_ID, { kind: 'input', n: 0 }, anyPicture());
      expect(await appErrorOf(putting)).toMatchObject({ code: expected, retryable: true });
      expect(await fs.readdir(path.join(rootDir, 'input_images'))).toEqual([]);
    },
  );
});
