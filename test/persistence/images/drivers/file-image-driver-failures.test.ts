import * as fs from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, it, jest } from '@jest/globals';

import { appErrorOf } from '../../../support/app-error-of.js';
import { temporaryDirectory } from '../../../support/temporary-directory.js';

/** A step of writing a file, with the name of the file or folder that it is about. */
type Step =
  | 'open tmp'
  | 'write tmp'
  | 'sync tmp'
  | 'rename tmp'
  | 'sync folder'
  | 'sync data directory';

/** The steps that were taken. */
const taken: string[] = [];
/** The step that fails next, and with which code of the system. */
let failure: { readonly step: Step; readonly code: string } | null = null;

function take(step: string): void {
  taken.push(step);
  if (failure?.step !== step) return;
  throw Object.assign(new Error(`${failure.code}: told to fail`), { code: failure.code });
}

/** What a path is to a write: its temporary file, the folder of the keys, or the data directory. */
function kindOf(file: unknown): string {
  const name = path.basename(String(file));
  if (name.endsWith('.tmp')) return 'tmp';
  return name === 'input_images' ? 'folder' : 'data directory';
}

// A disk that fails between two system calls cannot be had in a test; everything else is real.
jest.unstable_mockModule('node:fs/promises', () => ({
  ...fs,
  open: async (...args: Parameters<typeof fs.open>) => {
    const kind = kindOf(args[0]);
    if (kind === 'tmp') take('open tmp');
    const handle = await fs.open(...args);
    return {
      writeFile: async (bytes: Buffer) => {
        await handle.writeFile(bytes.subarray(0, 3));
        take(`write ${kind}`);
        await handle.writeFile(bytes.subarray(3));
      },
      sync: async () => {
        take(`sync ${kind}`);
        await handle.sync();
      },
      close: () => handle.close(),
    };
  },
  rename: async (...args: Parameters<typeof fs.rename>) => {
    take(`rename ${kindOf(args[0])}`);
    await fs.rename(...args);
  },
}));

const { FileImageDriver } =
  await import('../../../../src/persistence/images/drivers/file-image-driver.js');

const KEY = 'input_images/input_a_0.png';
const BYTES = Buffer.from('a picture');

async function setUp() {
  failure = null;
  const rootDir = await temporaryDirectory();
  return { rootDir, driver: new FileImageDriver(rootDir) };
}

describe('a write to disk', () => {
  it('a write syncs the file before it gets its name, and then the folder that has the name', async () => {
    const { driver } = await setUp();
    await driver.write(KEY, BYTES);
    taken.length = 0;
    await driver.write(KEY, BYTES);
    expect(taken).toEqual(['open tmp', 'write tmp', 'sync tmp', 'rename tmp', 'sync folder']);
    expect(await driver.read(KEY)).toEqual(BYTES);
  });

  it('the first write of a folder also syncs the name of the folder', async () => {
    const { driver } = await setUp();
    taken.length = 0;
    await driver.write(KEY, BYTES);
    expect(taken[0]).toBe('sync data directory');
    expect(taken.at(-1)).toBe('sync folder');
  });

  it('a first write that cannot sync the name of the folder leaves nothing, and the next one syncs it', async () => {
    const { rootDir, driver } = await setUp();
    failure = { step: 'sync data directory', code: 'EIO' };
    expect((await appErrorOf(driver.write(KEY, BYTES))).code).toBe('storage.failed');
    expect(await fs.readdir(rootDir)).toEqual([]);
    failure = null;
    taken.length = 0;
    await driver.write(KEY, BYTES);
    expect(taken[0]).toBe('sync data directory');
    expect(await driver.read(KEY)).toEqual(BYTES);
  });

  it.each([
    ['open tmp', 'EROFS', 'storage.read_only'],
    ['open tmp', 'EACCES', 'storage.read_only'],
    ['write tmp', 'ENOSPC', 'storage.full'],
    ['write tmp', 'EDQUOT', 'storage.full'],
    ['sync tmp', 'EIO', 'storage.failed'],
    ['rename tmp', 'ENOSPC', 'storage.full'],
    ['sync folder', 'EIO', 'storage.failed'],
  ] as const)(
    'a write that fails at "%s" with %s says %s, and leaves nothing',
    async (step, code, expected) => {
      const { rootDir, driver } = await setUp();
      taken.length = 0;
      failure = { step, code };
      expect(await appErrorOf(driver.write(KEY, BYTES))).toMatchObject({
        code: expected,
        retryable: true,
      });
      expect(taken.at(-1)).toBe(step);
      expect(await fs.readdir(path.join(rootDir, 'input_images'))).toEqual([]);
      expect(await driver.read(KEY)).toBeNull();
    },
  );

  it.each(['open tmp', 'write tmp', 'sync tmp', 'rename tmp'] as const)(
    'a write that fails at "%s" leaves the bytes that were there',
    async (step) => {
      const { driver } = await setUp();
      await driver.write(KEY, BYTES);
      failure = { step, code: 'EIO' };
      await appErrorOf(driver.write(KEY, Buffer.from('other bytes')));
      expect(await driver.read(KEY)).toEqual(BYTES);
    },
  );
});
