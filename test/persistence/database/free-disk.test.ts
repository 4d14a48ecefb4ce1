import { statfs } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { FreeDisk } from '../../../src/persistence/database/free-disk.js';
import { FakeClock } from '../../support/fake-clock.js';
import { RecordingLogger } from '../../support/recording-logger.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

async function setUp(minFreeBytes: number, inFolder = '.') {
  const logger = new RecordingLogger();
  const clock = new FakeClock();
  const folder = path.join(await temporaryDirectory(), inFolder);
  const reserve = { folder, minFreeBytes };
  return { logger, clock, reserve, disk: new FreeDisk(reserve, clock, logger) };
}

/** More than any disk has. */
const TOO_MUCH = Number.MAX_SAFE_INTEGER;

describe('the room on the disk', () => {
  it('a disk is short when less is free than has to stay free, and the log says so once', async () => {
    const { clock, disk, logger } = await setUp(TOO_MUCH);
    expect(await disk.isShort()).toBe(true);
    clock.advance(1_000);
    expect(await disk.isShort()).toBe(true);
    expect(logger.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
  });

  it('a disk with room is not short, also where the folder is not there yet', async () => {
    const { disk } = await setUp(1, 'not/there');
    expect(await disk.isShort()).toBe(false);
  });

  it('a disk that has room again is asked again a second later', async () => {
    const { clock, disk, reserve } = await setUp(TOO_MUCH);
    expect(await disk.isShort()).toBe(true);
    Object.assign(reserve, { minFreeBytes: 1 });
    expect(await disk.isShort()).toBe(true);
    clock.advance(1_000);
    expect(await disk.isShort()).toBe(false);
  });

  it('with 0 bytes, or pictures in a bucket, no disk is short', async () => {
    const { disk, clock, logger } = await setUp(0);
    expect(await disk.isShort()).toBe(false);
    const bucket = new FreeDisk({ folder: null, minFreeBytes: TOO_MUCH }, clock, logger);
    expect(await bucket.isShort()).toBe(false);
  });

  it('what it compares with is what this process may use', async () => {
    const { bavail, bsize } = await statfs(await temporaryDirectory());
    const half = await setUp(Math.floor((bavail * bsize) / 2));
    expect(await half.disk.isShort()).toBe(false);
  });
});
