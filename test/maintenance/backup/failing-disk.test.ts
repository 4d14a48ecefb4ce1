import * as fs from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, it, jest } from '@jest/globals';

import { appErrorOf } from '../../support/app-error-of.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

type Step = 'open' | 'writeFile' | 'sync' | 'rename';

/** The step that fails next, for partial archives only. */
let failure: { readonly step: Step; readonly code: string } | null = null;

function failAt(step: Step, file: unknown): void {
  if (failure?.step !== step || !String(file).endsWith('.partial')) return;
  throw Object.assign(new Error(`${failure.code}: at ${step}`), { code: failure.code });
}

// A disk that fails between two system calls cannot be had in a test; everything else is real.
jest.unstable_mockModule('node:fs/promises', () => ({
  ...fs,
  open: async (...args: Parameters<typeof fs.open>) => {
    failAt('open', args[0]);
    const handle = await fs.open(...args);
    const writeFile = handle.writeFile.bind(handle);
    const sync = handle.sync.bind(handle);
    return Object.assign(handle, {
      writeFile: async (...written: Parameters<typeof writeFile>) => {
        failAt('writeFile', args[0]);
        return writeFile(...written);
      },
      sync: async () => {
        failAt('sync', args[0]);
        return sync();
      },
    });
  },
  rename: async (...args: Parameters<typeof fs.rename>) => {
    failAt('rename', args[0]);
    return fs.rename(...args);
  },
}));

const { fill, storedWorld, UNSTOPPED } = await import('./stored-world.js');

describe('a backup on a disk that fails', () => {
  it.each([
    ['open', 'EROFS', 'storage.read_only'],
    ['writeFile', 'ENOSPC', 'storage.full'],
    ['sync', 'EIO', 'storage.failed'],
    ['rename', 'ENOSPC', 'storage.full'],
  ] as const)(
    'a backup on a disk that fails at %s with %s is %s, and leaves nothing',
    async (step, code, expected) => {
      const world = await storedWorld();
      await fill(world);
      const folder = await temporaryDirectory();
      const file = path.join(folder, 'b.tar.gz');
      failure = { step, code };
      const error = await appErrorOf(world.backup.run(file, UNSTOPPED));
      failure = null;
      expect(error).toMatchObject({ code: expected, retryable: true });
      expect(error.userMessage).toBe(`The archive ${file} cannot be written (${code}).`);
      expect(await fs.readdir(folder)).toEqual([]);
    },
  );
});
