import { randomBytes } from 'node:crypto';

import { expect, it } from '@jest/globals';

import type { ImageDriver } from '../../../../src/persistence/images/drivers/image-driver.js';
import { collected } from '../../../support/collected.js';

const KEY = 'input_images/input_a_0.png';
const OTHER_KEY = 'output_images/output_a_generated.png';

const namesIn = async (driver: ImageDriver, prefix: string) =>
  (await collected(driver.list(prefix))).map(({ name }) => name).toSorted();

/** What every `ImageDriver` promises. `make` builds a new, empty one for each case. */
export function itIsAnImageDriver(make: () => Promise<ImageDriver>): void {
  it('an image driver gives back the very bytes that were written', async () => {
    const driver = await make();
    const bytes = randomBytes(300_000);
    await driver.write(KEY, bytes);
    await driver.write(OTHER_KEY, Buffer.alloc(0));
    expect((await driver.read(KEY))?.equals(bytes)).toBe(true);
    expect(await driver.read(OTHER_KEY)).toHaveLength(0);
  });

  it('an image driver keeps what was written though the writer uses its buffer again', async () => {
    const driver = await make();
    const bytes = Buffer.from('before');
    await driver.write(KEY, bytes);
    bytes.write('after!');
    expect(String(await driver.read(KEY))).toBe('before');
  });

  it('an image driver creates what is new', async () => {
    const driver = await make();
    await driver.create(KEY, Buffer.from('new'));
    expect(String(await driver.read(KEY))).toBe('new');
  });

  it('an image driver has nothing under a key that was not written', async () => {
    const driver = await make();
    expect(await driver.read(KEY)).toBeNull();
    expect(await driver.stat(KEY)).toBeNull();
    expect(await namesIn(driver, 'input_images/')).toEqual([]);
    await driver.write(OTHER_KEY, Buffer.from('x'));
    expect(await driver.read(KEY)).toBeNull();
    expect(await driver.stat(KEY)).toBeNull();
  });

  it('an image driver puts what is written in place of what is there', async () => {
    const driver = await make();
    await driver.write(KEY, Buffer.from('the former, longer bytes'));
    await driver.write(KEY, Buffer.from('the new bytes'));
    expect(String(await driver.read(KEY))).toBe('the new bytes');
    expect(await namesIn(driver, 'input_images/')).toEqual([KEY]);
  });

  it('an image driver keeps apart what is written at the same time', async () => {
    const driver = await make();
    const files = Array.from({ length: 50 }, (_, n) => ({
      key: `output_images/output_a_${n}.png`,
      bytes: randomBytes(4096),
    }));
    await Promise.all(files.map(({ key, bytes }) => driver.write(key, bytes)));
    for (const { key, bytes } of files) expect(await driver.read(key)).toEqual(bytes);
    expect(await namesIn(driver, 'output_images/')).toHaveLength(50);
  });

  it('an image driver lists what begins with a prefix, with size and time', async () => {
    const driver = await make();
    const earliestMs = Date.now() - 5_000;
    await driver.write(KEY, Buffer.alloc(1234));
    await driver.write('input_images/input_b_0.png', Buffer.alloc(1));
    await driver.write(OTHER_KEY, Buffer.alloc(1));
    expect(await namesIn(driver, 'input_images/')).toEqual([KEY, 'input_images/input_b_0.png']);
    const [file, ...more] = await collected(driver.list('input_images/input_a_'));
    expect(more).toEqual([]);
    expect(file).toMatchObject({ name: KEY, byteSize: 1234 });
    expect(file?.storedAtMs).toBeGreaterThan(earliestMs);
    expect(file?.storedAtMs).toBeLessThan(Date.now() + 5_000);
    expect(await driver.stat(KEY)).toEqual(file);
  });

  it('an image driver lists on while what it listed is removed', async () => {
    const driver = await make();
    const keys = Array.from({ length: 100 }, (_, n) => `input_images/input_a_${n}.png`);
    for (const key of keys) await driver.write(key, Buffer.from(key));
    const listed: string[] = [];
    for await (const { name } of driver.list('input_images/')) {
      listed.push(name);
      await driver.remove(name);
    }
    expect(listed.toSorted()).toEqual(keys.toSorted());
    expect(await namesIn(driver, 'input_images/')).toEqual([]);
  });

  it('an image driver removes what it is told, and is content when it is gone already', async () => {
    const driver = await make();
    await driver.write(KEY, Buffer.from('x'));
    await driver.write(OTHER_KEY, Buffer.from('x'));
    for (let time = 0; time < 2; time += 1) await driver.remove(KEY);
    expect(await driver.read(KEY)).toBeNull();
    expect(await driver.stat(KEY)).toBeNull();
    expect(await namesIn(driver, 'output_images/')).toEqual([OTHER_KEY]);
  });
}
