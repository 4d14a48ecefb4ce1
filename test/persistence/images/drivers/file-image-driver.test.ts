import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { FileImageDriver } from '../../../../src/persistence/images/drivers/file-image-driver.js';
import { appErrorOf } from '../../../support/app-error-of.js';
import { collected } from '../../../support/collected.js';
import { temporaryDirectory } from '../../../support/temporary-directory.js';
import { itIsAnImageDriver } from './image-driver.contract.js';

const KEY = 'input_images/input_a_0.png';
const BYTES = Buffer.from('a picture');

async function setUp() {
  const rootDir = await temporaryDirectory();
  return { rootDir, driver: new FileImageDriver(rootDir) };
}

describe('the image driver on disk', () => {
  itIsAnImageDriver(async () => (await setUp()).driver);

  it('the file driver lets nobody but its owner read folders and files', async () => {
    const { rootDir, driver } = await setUp();
    await driver.write(KEY, BYTES);
    expect((await stat(path.join(rootDir, 'input_images'))).mode & 0o777).toBe(0o700);
    expect((await stat(path.join(rootDir, KEY))).mode & 0o777).toBe(0o600);
  });

  it('the file driver creates no file over one that is there', async () => {
    const { driver } = await setUp();
    await driver.write(KEY, BYTES);
    const error = await appErrorOf(driver.create(KEY, Buffer.from('other bytes')));
    expect(error).toMatchObject({ code: 'storage.failed', retryable: true });
    expect(await driver.read(KEY)).toEqual(BYTES);
  });

  it('the file driver leaves no temporary file behind', async () => {
    const { rootDir, driver } = await setUp();
    await driver.write(KEY, BYTES);
    expect(await readdir(path.join(rootDir, 'input_images'))).toEqual(['input_a_0.png']);
  });

  it('the file driver writes over what a process that was killed has left', async () => {
    const { rootDir, driver } = await setUp();
    await mkdir(path.join(rootDir, 'input_images'));
    await writeFile(path.join(rootDir, `${KEY}.tmp`), 'half of a much longer picture');
    expect((await collected(driver.list('input_images/'))).map(({ name }) => name)).toEqual([
      `${KEY}.tmp`,
    ]);
    await driver.write(KEY, BYTES);
    expect(await driver.read(KEY)).toEqual(BYTES);
    expect(await driver.stat(`${KEY}.tmp`)).toBeNull();
  });

  it('the file driver lists files alone, not folders', async () => {
    const { rootDir, driver } = await setUp();
    await mkdir(path.join(rootDir, 'input_images', 'input_a_1.png'), { recursive: true });
    await driver.write(KEY, BYTES);
    expect((await collected(driver.list('input_images/'))).map(({ name }) => name)).toEqual([KEY]);
  });

  it('the file driver fails while its folder cannot be made, and goes on afterwards', async () => {
    const { rootDir, driver } = await setUp();
    const obstacle = path.join(rootDir, 'input_images');
    await writeFile(obstacle, 'a file where the folder should be');
    expect((await appErrorOf(driver.write(KEY, BYTES))).code).toBe('storage.failed');
    expect(await readdir(rootDir)).toEqual(['input_images']);
    await rm(obstacle);
    await driver.write(KEY, BYTES);
    expect(await driver.read(KEY)).toEqual(BYTES);
  });

  it('the file driver says that storage failed where something else is in the way', async () => {
    const { rootDir, driver } = await setUp();
    await mkdir(path.join(rootDir, KEY), { recursive: true });
    for (const work of [() => driver.read(KEY), () => driver.write(KEY, BYTES)])
      expect((await appErrorOf(work)).code).toBe('storage.failed');
    await rm(path.join(rootDir, 'input_images'), { recursive: true });
    await writeFile(path.join(rootDir, 'input_images'), '');
    for (const work of [
      () => driver.stat(KEY),
      () => driver.remove(KEY),
      () => collected(driver.list('input_images/')),
    ])
      expect((await appErrorOf(work)).code).toBe('storage.failed');
  });

  it('the file driver reads what another process stored, wherever the data directory lies now', async () => {
    const { rootDir, driver } = await setUp();
    await driver.write(KEY, BYTES);
    const movedTo = `${rootDir}/moved`;
    await mkdir(movedTo);
    await rename(path.join(rootDir, 'input_images'), path.join(movedTo, 'input_images'));
    expect(await new FileImageDriver(movedTo).read(KEY)).toEqual(BYTES);
    expect(await readFile(path.join(movedTo, KEY))).toEqual(BYTES);
  });
});
