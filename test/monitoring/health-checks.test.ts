import { describe, expect, it } from '@jest/globals';

import { AppError } from '../../src/platform/app-error.js';
import type { GenerationQueue } from '../../src/generation/generation-queue.js';
import type { DiskReading, DiskUsage } from '../../src/persistence/database/disk-usage.js';
import type { GatewayState } from '../../src/monitoring/gateway-state.js';
import {
  databaseCheck,
  gatewayCheck,
  imagesCheck,
  queueCheck,
} from '../../src/monitoring/health-checks.js';
import { appErrorOf } from '../support/app-error-of.js';
import { MemoryImageStore } from '../support/memory-image-store.js';
import { strictDouble } from '../support/strict-double.js';
import { openTestDatabase } from '../support/test-database.js';

const gateway = (isConnected: boolean, waitingUntilMs: number | null = null) =>
  gatewayCheck(strictDouble<GatewayState>('GatewayState', { isConnected, waitingUntilMs }));
const queue = (isTakingWork: boolean) =>
  queueCheck(
    strictDouble<GenerationQueue>('GenerationQueue', {
      load: { isTakingWork, waiting: 0, running: 0, oldestRequestedAtMs: null },
    }),
  );

async function database(read: () => Promise<DiskReading>) {
  const { dataSource, persistence } = await openTestDatabase();
  const disk = strictDouble<DiskUsage>('DiskUsage', { read });
  return { dataSource, check: databaseCheck(persistence, disk) };
}

describe('the health check', () => {
  it('the check of the gateway passes while every shard is connected', async () => {
    await expect(gateway(true).run()).resolves.toBeUndefined();
    expect((await appErrorOf(gateway(false).run())).code).toBe('discord.not_connected');
  });

  it('the check of the gateway says until when the bot waits for starts', async () => {
    expect(await appErrorOf(gateway(false, 0).run())).toMatchObject({
      code: 'discord.few_starts_left',
      userMessage: expect.stringContaining('1970-01-01T00:00:00.000Z'),
    });
  });

  it('the check of the queue passes while work is taken', async () => {
    await expect(queue(true).run()).resolves.toBeUndefined();
    expect((await appErrorOf(queue(false).run())).code).toBe('model.stopping');
  });

  it('the check of the database passes while it answers and has room', async () => {
    const { check, dataSource } = await database(async () => ({ databaseBytes: 1, freeBytes: 1 }));
    await expect(check.run()).resolves.toBeUndefined();
    await dataSource.destroy();
    expect((await appErrorOf(check.run())).code).toMatch(/^storage\./);
  });

  it.each([
    ['a file that is gone', { databaseBytes: 0, freeBytes: 1 }, 'storage.database_gone'],
    ['a full disk', { databaseBytes: 1, freeBytes: 0 }, 'storage.full'],
  ] as const)('the check of the database sees %s', async (_what, reading, code) => {
    const { check } = await database(async () => reading);
    expect((await appErrorOf(check.run())).code).toBe(code);
  });

  it('the check of the database sees a folder that is gone', async () => {
    const { check } = await database(() => Promise.reject(new Error('ENOENT')));
    expect((await appErrorOf(check.run())).code).toBe('storage.failed');
  });

  it('the check of the images writes, reads and removes, and leaves nothing', async () => {
    const images = new MemoryImageStore();
    await imagesCheck(images).run();
    expect(images.reads).toBe(1);
    expect(images.images.size).toBe(0);
    images.failures.push(
      new AppError({ code: 'storage.full', retryable: true, userMessage: 'Full.' }),
    );
    expect((await appErrorOf(imagesCheck(images).run())).code).toBe('storage.full');
  });
});
