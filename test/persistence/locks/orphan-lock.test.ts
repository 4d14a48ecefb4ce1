import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

import { afterEach, describe, expect, it } from '@jest/globals';

import { InstanceLock } from '../../../src/persistence/locks/instance-lock.js';
import { OrphanLock } from '../../../src/persistence/locks/orphan-lock.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

/** A process of its own that takes the lock, says so, and lives until it is killed. */
const HOLDER = `
  const { tryLock } = require(process.argv[1]);
  const { openSync } = require('node:fs');
  const fd = openSync(process.argv[2], 'a+', 0o600);
  if (!tryLock(fd, 0, 1, { shared: process.argv[3] === 'shared' })) process.exit(1);
  console.log('locked');
  setInterval(() => {}, 1_000_000);
`;

const holders: ChildProcess[] = [];

afterEach(() => {
  for (const holder of holders.splice(0)) holder.kill('SIGKILL');
});

async function startHolder(dataDir: string, kind: 'shared' | 'exclusive') {
  const library = createRequire(import.meta.url).resolve('fs-native-extensions');
  const file = path.join(dataDir, 'orphans.lock');
  const holder = spawn(process.execPath, ['-e', HOLDER, library, file, kind], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  holders.push(holder);
  await once(holder.stdout, 'data');
  return holder;
}

describe('the lock between a restore and the removal of files without a row', () => {
  it('the lock is in a file of its own that only its owner can read', async () => {
    const dataDir = path.join(await temporaryDirectory(), 'deep', 'data');
    const lock = await OrphanLock.forRemoval(dataDir);
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
    expect((await stat(path.join(dataDir, 'orphans.lock'))).mode & 0o777).toBe(0o600);
    await lock.release();
  });

  it('the lock lets any number of removals run at the same time', async () => {
    const dataDir = await temporaryDirectory();
    const first = await OrphanLock.forRemoval(dataDir);
    const second = await OrphanLock.forRemoval(dataDir);
    expect(second).not.toBe(first);
    await Promise.all([first.release(), second.release()]);
  });

  it('the lock keeps a restore away until the last removal is done', async () => {
    const dataDir = await temporaryDirectory();
    const first = await OrphanLock.forRemoval(dataDir);
    const second = await OrphanLock.forRemoval(dataDir);
    await first.release();
    const error = await appErrorOf(OrphanLock.forRestore(dataDir));
    expect(error).toMatchObject({ code: 'storage.in_use', retryable: true });
    expect(error.userMessage).toContain(`are being removed from the data directory ${dataDir}`);
    expect(error.userMessage).toContain('Nothing was restored');
    await second.release();
    await (await OrphanLock.forRestore(dataDir)).release();
  });

  it('the lock keeps a removal away from a restore, and a second restore too', async () => {
    const dataDir = await temporaryDirectory();
    const restore = await OrphanLock.forRestore(dataDir);
    const error = await appErrorOf(OrphanLock.forRemoval(dataDir));
    expect(error).toMatchObject({ code: 'storage.in_use', retryable: true });
    expect(error.userMessage).toContain(
      `A restore into the data directory ${dataDir} is under way`,
    );
    expect(error.userMessage).toContain('Nothing was changed');
    expect((await appErrorOf(OrphanLock.forRestore(dataDir))).code).toBe('storage.in_use');
    await restore.release();
    await (await OrphanLock.forRemoval(dataDir)).release();
  });

  it('the lock does not concern a bot that works with the directory', async () => {
    const dataDir = await temporaryDirectory();
    const bot = await InstanceLock.acquire(dataDir, new Date());
    const lock = await OrphanLock.forRestore(dataDir);
    expect(lock).toBeInstanceOf(OrphanLock);
    await Promise.all([lock.release(), bot.release()]);
  });

  it.each([
    ['shared', (dataDir: string) => OrphanLock.forRestore(dataDir)],
    ['exclusive', (dataDir: string) => OrphanLock.forRemoval(dataDir)],
  ] as const)('the lock ends with the process that held it %s', async (kind, acquire) => {
    const dataDir = await temporaryDirectory();
    const holder = await startHolder(dataDir, kind);
    expect((await appErrorOf(acquire(dataDir))).code).toBe('storage.in_use');
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    await (await acquire(dataDir)).release();
  });
});
