import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { finished } from 'node:stream/promises';

import { afterEach, describe, expect, it } from '@jest/globals';

import { PartialFile } from '../../../src/maintenance/backup/partial-file.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

/**
 * A process of its own that removes whatever nobody has locked, every few milliseconds: without a
 * pause it would be faster than a slow machine can lock what it has opened, every time.
 */
const REMOVER = `
  const { tryLock } = require(process.argv[1]);
  const fs = require('node:fs');
  process.chdir(process.argv[2]);
  console.log('begun');
  const clock = new Int32Array(new SharedArrayBuffer(4));
  const pause = (atMostMs) => Atomics.wait(clock, 0, 0, Math.random() * atMostMs);
  for (;;) {
    pause(3);
    for (const name of fs.readdirSync('.')) {
      try {
        const fd = fs.openSync(name, 'r+');
        if (tryLock(fd, 2 ** 52, 1)) {
          // Now and then it is removed at once, and now and then long after it was locked.
          pause(Math.random() < 0.5 ? 0 : 2);
          fs.unlinkSync(name);
        }
        fs.closeSync(fd);
      } catch (error) {
        if (error.code !== 'ENOENT') throw error;
      }
    }
  }
`;

const removers: ChildProcess[] = [];

afterEach(() => {
  for (const remover of removers.splice(0)) remover.kill('SIGKILL');
});

async function startRemover(folder: string): Promise<void> {
  const library = createRequire(import.meta.url).resolve('fs-native-extensions');
  const remover = spawn(process.execPath, ['-e', REMOVER, library, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  removers.push(remover);
  await once(remover.stdout, 'data');
}

/** Writes a text to its end. */
async function write(partial: PartialFile, text: string): Promise<void> {
  await finished(partial.stream().end(text));
}

describe('a partial file', () => {
  it('a partial file is its owner’s only, and under a name of its own until it is moved', async () => {
    const folder = await temporaryDirectory();
    const target = path.join(folder, 'b.tar.gz');
    const partial = await PartialFile.create(target);
    expect(path.basename(partial.name)).toMatch(/^b\.tar\.gz\.[0-9a-f]{8}\.partial$/);
    expect((await stat(partial.name)).mode & 0o777).toBe(0o600);
    await write(partial, 'one, ');
    await write(partial, 'two');
    await partial.moveTo(target);
    await partial.discard();
    expect(await readdir(folder)).toEqual(['b.tar.gz']);
    expect((await stat(target)).size).toBe(8);
  });

  it('a partial file that is discarded leaves nothing', async () => {
    const folder = await temporaryDirectory();
    const partial = await PartialFile.create(path.join(folder, 'b.tar.gz'));
    await write(partial, 'half');
    await partial.discard();
    expect(await readdir(folder)).toEqual([]);
  });

  it('a partial file is never lost to another backup that removes what was left, not even at its begin', async () => {
    const folder = await temporaryDirectory();
    await startRemover(folder);
    const partials: PartialFile[] = [];
    for (let n = 0; n < 300; n += 1)
      partials.push(await PartialFile.create(path.join(folder, 'b.tar.gz')));
    const names = partials.map(({ name }) => path.basename(name));
    expect(await readdir(folder)).toEqual(expect.arrayContaining(names));
    for (const partial of partials) await partial.discard();
  });

  it('a partial file cannot be removed while it is written, to the end of that', async () => {
    const folder = await temporaryDirectory();
    const partial = await PartialFile.create(path.join(folder, 'b.tar.gz'));
    await write(partial, 'whole');
    await PartialFile.removeUnlocked(partial.name, [partial.name]);
    expect(await readdir(folder)).toEqual([path.basename(partial.name)]);
    await partial.discard();
  });
});
