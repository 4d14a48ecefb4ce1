import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { createDataSource } from '../../../ormconfig.js';
import { DiskUsage } from '../../../src/persistence/database/disk-usage.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

describe('the disk usage', () => {
  it('the disk usage is the database with its write-ahead log, and what is free', async () => {
    const file = path.join(await temporaryDirectory(), 'x.sqlite');
    await writeFile(file, Buffer.alloc(1000));
    await writeFile(`${file}-wal`, Buffer.alloc(234));
    const { databaseBytes, freeBytes } = await new DiskUsage(
      createDataSource(file),
      path.dirname(file),
    ).read();
    expect(databaseBytes).toBe(1234);
    expect(freeBytes).toBeGreaterThan(0);
  });

  it('the disk usage can be read while there is no log and no database', async () => {
    const file = path.join(await temporaryDirectory(), 'x.sqlite');
    expect(
      (await new DiskUsage(createDataSource(file), path.dirname(file)).read()).databaseBytes,
    ).toBe(0);
  });

  it('the disk usage tells what is free where a folder would be that is not there', async () => {
    const dir = await temporaryDirectory();
    const usage = new DiskUsage(createDataSource(path.join(dir, 'x.sqlite')), `${dir}/a/b`);
    expect((await usage.read()).freeBytes).toBeGreaterThan(0);
  });
});
