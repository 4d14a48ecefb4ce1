import { describe, expect, it } from '@jest/globals';

import { systemClock } from '../../../../src/platform/clock.js';
import { ImageStore } from '../../../../src/persistence/images/image-store.js';
import { S3Connection } from '../../../../src/persistence/images/drivers/s3-connection.js';
import { S3ImageDriver } from '../../../../src/persistence/images/drivers/s3-image-driver.js';
import { appErrorOf } from '../../../support/app-error-of.js';
import { collected } from '../../../support/collected.js';
import { textPicture } from '../../../support/memory-image-store.js';
import { INTERACTION_ID } from '../../../support/states.js';
import { itIsAnImageDriver } from './image-driver.contract.js';
import { accessTo, s3UnderTest } from './s3-under-test.js';

const KEY = 'input_images/input_a_0.png';
const BYTES = Buffer.from('a picture');
const STORED_AT = `bot/${KEY}`;

describe('the image driver for S3', () => {
  itIsAnImageDriver(async () => {
    const { server, driver } = await s3UnderTest();
    // Every listing of the contract has several pages.
    server.pageSize = 7;
    return driver;
  });

  it('the S3 driver keeps its objects below its prefix, and sees no others', async () => {
    const { server, driver } = await s3UnderTest();
    await driver.write(KEY, BYTES);
    expect([...server.objects.keys()]).toEqual([STORED_AT]);
    server.objects.set(`other/${KEY}`, { bytes: BYTES, storedAt: new Date() });
    expect(await collected(driver.list('input_images/'))).toHaveLength(1);
  });

  it.each([
    ['PUT', { status: 500, code: 'InternalError' }],
    ['PUT', { status: 503, code: 'SlowDown' }],
    ['PUT', { status: 400, code: 'BadDigest' }],
    ['PUT', { status: 409, code: 'ConditionalRequestConflict' }],
    ['PUT', 'cut'],
    ['PUT', 'lost answer'],
    ['GET', { status: 500, code: 'InternalError' }],
    ['GET', { status: 503, code: 'SlowDown' }],
    ['GET', 'truncated'],
    ['GET', 'cut'],
    ['HEAD', { status: 500, code: 'InternalError' }],
    ['DELETE', { status: 503, code: 'SlowDown' }],
    ['DELETE', 'lost answer'],
  ] as const)('the S3 driver tries again after a %s that ends with %j', async (method, fault) => {
    const { server, driver } = await s3UnderTest();
    server.fail(method, fault);
    await driver.create(KEY, BYTES);
    expect(await driver.read(KEY)).toEqual(BYTES);
    expect(await driver.stat(KEY)).toMatchObject({ byteSize: BYTES.length });
    await driver.remove(KEY);
    expect(server.objects.size).toBe(0);
    expect(server.faults).toEqual([]);
  });

  it('the S3 driver goes on with a listing where a page fails', async () => {
    const { server, driver } = await s3UnderTest();
    for (let n = 0; n < 9; n += 1) await driver.write(`input_images/input_${n}_0.png`, BYTES);
    server.pageSize = 4;
    const listed: string[] = [];
    for await (const { name } of driver.list('input_images/')) {
      if (listed.push(name) === 2)
        server.fail('GET', { status: 500, code: 'InternalError' }, 'cut', 'truncated');
    }
    expect(listed).toHaveLength(9);
    expect(server.faults).toEqual([]);
  });

  it.each([
    [{ status: 500, code: 'InternalError' }, 'storage.failed', 5],
    [{ status: 503, code: 'SlowDown' }, 'storage.busy', 5],
    [{ status: 403, code: 'AccessDenied' }, 'storage.read_only', 1],
    [{ status: 301, code: 'PermanentRedirect' }, 'storage.read_only', 1],
    [{ status: 507, code: 'XMinioStorageFull' }, 'storage.full', 1],
    ['cut', 'storage.failed', 5],
  ] as const)(
    'the S3 driver gives up over %j with %s, after %i attempts',
    async (outage, code, attempts) => {
      const { server, driver } = await s3UnderTest();
      server.outage = outage;
      const error = await appErrorOf(driver.write(KEY, BYTES));
      expect(error).toMatchObject({ code, retryable: true });
      expect(error.userMessage).toMatch(/^I could not .*Nothing was changed/);
      expect(server.requests).toHaveLength(attempts);
    },
  );

  it('the S3 driver waits no longer than its limit for an answer, or for the rest of a body', async () => {
    const { server, driver } = await s3UnderTest({ attemptMs: 50, maxAttempts: 2 });
    for (const outage of ['hang', 'drip'] as const) {
      server.objects.set(STORED_AT, { bytes: BYTES, storedAt: new Date() });
      server.outage = outage;
      expect((await appErrorOf(driver.read(KEY))).code).toBe('storage.failed');
    }
  });

  it('a picture that another one came in place of is read again, and is damaged if that was no accident', async () => {
    const { server, driver } = await s3UnderTest();
    const store = new ImageStore(driver, systemClock);
    const image = await store.put(INTERACTION_ID, { kind: 'input', n: 0 }, textPicture('a cat'));
    for (let reading = 1; reading <= 4; reading += 1) server.fail('GET', 'corrupted');
    expect(String(await store.get(image))).toBe('a cat');
    server.outage = 'corrupted';
    expect((await appErrorOf(store.get(image))).code).toBe('storage.image_damaged');
  });

  it('the S3 driver creates no object over one that is there', async () => {
    const { server, driver } = await s3UnderTest();
    await driver.write(KEY, Buffer.from('the first'));
    expect((await appErrorOf(driver.create(KEY, BYTES))).code).toBe('storage.failed');
    expect(String(server.objects.get(STORED_AT)?.bytes)).toBe('the first');
  });

  it('the S3 driver creates objects where the server does not know conditions, and asks for none again', async () => {
    const { server, driver } = await s3UnderTest();
    server.knowsConditions = false;
    await driver.create(KEY, BYTES);
    await driver.create('input_images/input_b_0.png', BYTES);
    expect(server.objects.size).toBe(2);
    expect(server.requests.filter((line) => line.startsWith('PUT'))).toHaveLength(3);
  });

  it('the S3 driver is refused with a wrong secret, and where the bucket is not there', async () => {
    const { server, driver } = await s3UnderTest({}, 'another-secret');
    expect(await appErrorOf(driver.read(KEY))).toMatchObject({
      code: 'storage.read_only',
      cause: { name: 'SignatureDoesNotMatch' },
    });
    const elsewhere = new S3ImageDriver(new S3Connection(accessTo(server.endpoint)), 'absent', '');
    const error = await appErrorOf(elsewhere.read(KEY));
    expect(error.userMessage).toContain("the bot's picture store is not there");
  });
});
