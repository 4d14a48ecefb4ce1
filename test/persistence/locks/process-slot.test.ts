import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { ProcessSlot } from '../../../src/persistence/locks/process-slot.js';
import { endAfterTest } from '../../support/endings.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

const ONE = '5f0c1f6e-5c55-4c3e-9a2d-6c8b5a1f0001';
const OTHER = '5f0c1f6e-5c55-4c3e-9a2d-6c8b5a1f0002';

/** A process of its own with the first place of a data directory, until it is killed. */
const HOLDER = `
  const { tryLock } = require(process.argv[1]);
  const { openSync, writeSync } = require('node:fs');
  const fd = openSync(process.argv[2], 'a+', 0o600);
  if (!tryLock(fd, 1_000_000, 1)) process.exit(1);
  writeSync(fd, '${ONE} ' + require('node:os').hostname());
  console.log('locked');
  process.stdin.resume().on('end', () => process.exit());
`;

async function startHolder(dataDir: string) {
  const library = createRequire(import.meta.url).resolve('fs-native-extensions');
  const file = path.join(dataDir, 'process-0.lock');
  const holder = spawn(process.execPath, ['-e', HOLDER, library, file], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  endAfterTest(async () => holder.kill('SIGKILL'));
  await once(holder.stdout, 'data');
  return holder;
}

async function slotIn(dataDir: string, owner: string): Promise<ProcessSlot> {
  const slot = await ProcessSlot.acquire(dataDir, owner);
  endAfterTest(async () => slot.release());
  return slot;
}

describe('the place of a process in a data directory', () => {
  it('the first process of all learns of no former one', async () => {
    const dataDir = path.join(await temporaryDirectory(), 'data');
    expect((await slotIn(dataDir, ONE)).formerOwner).toBeNull();
  });

  it('a process after one that was killed learns who that was', async () => {
    const dataDir = await temporaryDirectory();
    const holder = await startHolder(dataDir);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    expect((await slotIn(dataDir, OTHER)).formerOwner).toBe(ONE);
    expect(await readFile(path.join(dataDir, 'process-0.lock'), 'utf8')).toMatch(
      new RegExp(`^${OTHER} \\S+$`),
    );
  });

  it('a process beside a living one has a place of its own, and takes nobody for dead', async () => {
    const dataDir = await temporaryDirectory();
    await startHolder(dataDir);
    expect((await slotIn(dataDir, OTHER)).formerOwner).toBeNull();
    expect(await readFile(path.join(dataDir, 'process-0.lock'), 'utf8')).toMatch(ONE);
  });

  it('a process of another machine is not taken for dead, because some file systems lock badly', async () => {
    const dataDir = await temporaryDirectory();
    await writeFile(path.join(dataDir, 'process-0.lock'), `${ONE} another-machine`);
    expect((await slotIn(dataDir, OTHER)).formerOwner).toBeNull();
  });

  it('a damaged file of a former process is no obstacle', async () => {
    const dataDir = await temporaryDirectory();
    await writeFile(path.join(dataDir, 'process-0.lock'), 'x'.repeat(100));
    expect((await slotIn(dataDir, OTHER)).formerOwner).toBeNull();
  });
});
