import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { InstanceLock } from '../../../src/persistence/locks/instance-lock.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { endAfterTest } from '../../support/endings.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

const STARTED = new Date('2026-11-24T12:00:00Z');
const LOCKED_BYTE = 1_000_000;

/**
 * A process of its own that takes the lock as the bot does, says so, and lives until it is killed,
 * or nobody holds its standard input any more.
 */
const HOLDER = `
  const { tryLock } = require(process.argv[1]);
  const { openSync, writeSync } = require('node:fs');
  const fd = openSync(process.argv[2], 'a+', 0o600);
  if (!tryLock(fd, ${LOCKED_BYTE}, 1)) process.exit(1);
  writeSync(fd, 'process ' + process.pid + ' of this test');
  console.log('locked');
  process.stdin.resume().on('end', () => process.exit());
`;

async function startHolder(dataDir: string) {
  const library = createRequire(import.meta.url).resolve('fs-native-extensions');
  await mkdir(dataDir, { recursive: true });
  const file = path.join(dataDir, 'instance.lock');
  const holder = spawn(process.execPath, ['-e', HOLDER, library, file], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  endAfterTest(async () => holder.kill('SIGKILL'));
  const ended = once(holder, 'exit').then(([code]) => {
    throw new Error(`the holder ended with ${code} before it had the lock`);
  });
  ended.catch(() => undefined);
  await Promise.race([once(holder.stdout, 'data'), ended]);
  return holder;
}

describe('the lock of a data directory', () => {
  it('the lock makes the directory, for its owner only, and says in it who holds it', async () => {
    const dataDir = path.join(await temporaryDirectory(), 'deep', 'data');
    const lock = await InstanceLock.acquire(dataDir, STARTED);
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
    const file = path.join(dataDir, 'instance.lock');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'utf8')).toMatch(
      new RegExp(`^process ${process.pid} on \\S+ since 2026-11-24T12:00:00.000Z$`),
    );
    await lock.release();
  });

  it('the lock is refused to a second process, which is told who holds it', async () => {
    const dataDir = await temporaryDirectory();
    const lock = await InstanceLock.acquire(dataDir, STARTED);
    const error = await appErrorOf(InstanceLock.acquire(dataDir, new Date()));
    expect(error.code).toBe('storage.in_use');
    expect(error.userMessage).toContain(`process ${process.pid} on `);
    expect(error.userMessage).toContain('since 2026-11-24T12:00:00.000Z');
    expect(error.userMessage).toContain(dataDir);
    await lock.release();
  });

  it('the lock can be taken again right after it was given back', async () => {
    const dataDir = await temporaryDirectory();
    await (await InstanceLock.acquire(dataDir, STARTED)).release();
    const later = new Date('2026-11-25T12:00:00Z');
    await (await InstanceLock.acquire(dataDir, later)).release();
    expect(await readFile(path.join(dataDir, 'instance.lock'), 'utf8')).toMatch(
      /^process \d+ on \S+ since 2026-11-25T12:00:00.000Z$/,
    );
  });

  it('the lock is refused while another process holds it, and not left behind when that is killed', async () => {
    const dataDir = await temporaryDirectory();
    const holder = await startHolder(dataDir);
    const error = await appErrorOf(InstanceLock.acquire(dataDir, STARTED));
    expect(error.userMessage).toContain(`process ${holder.pid} of this test`);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const lock = await InstanceLock.acquire(dataDir, STARTED);
    await lock.release();
  });

  it('the lock does not keep another data directory from being used', async () => {
    const one = await InstanceLock.acquire(await temporaryDirectory(), STARTED);
    const other = await InstanceLock.acquire(await temporaryDirectory(), STARTED);
    expect(other).not.toBe(one);
    await Promise.all([one.release(), other.release()]);
  });
});
