import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

import { beforeAll, describe, expect, it } from '@jest/globals';

import { appErrorOf } from '../../support/app-error-of.js';
import { archiveOf, tarOf } from '../../support/archives.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';
import { GoodArchive, refusalOf } from './good-archive.js';
import { storedWorld, UNSTOPPED } from './stored-world.js';

let archive: GoodArchive;

beforeAll(async () => {
  archive = await GoodArchive.make();
});

describe('an archive', () => {
  it('an archive that breaks off anywhere is refused', async () => {
    for (const share of [0, 0.1, 0.5, 0.9, 0.999]) {
      const file = path.join(await temporaryDirectory(), 'torn.tar.gz');
      await writeFile(file, archive.bytes.subarray(0, Math.floor(archive.bytes.length * share)));
      expect(await refusalOf(file)).toMatch(/^it (is no whole .tar.gz archive|breaks off)/);
    }
  });

  it('an archive in which a byte was flipped is refused', async () => {
    for (let at = 30; at < archive.bytes.length - 8; at += Math.ceil(archive.bytes.length / 20)) {
      const file = path.join(await temporaryDirectory(), 'flipped.tar.gz');
      const flipped = Buffer.from(archive.bytes);
      flipped[at] = flipped[at]! ^ 0xff;
      await writeFile(file, flipped);
      expect(await refusalOf(file)).not.toBe('');
    }
  });

  it.each([
    ['text', Buffer.from('hello')],
    ['a tar archive that is not compressed', Buffer.alloc(0)],
    ['zeros', Buffer.alloc(4096)],
  ])('an archive that is %s is refused', async (what, bytes) => {
    const file = path.join(await temporaryDirectory(), 'other');
    await writeFile(file, what.startsWith('a tar') ? await tarOf(archive.entries) : bytes);
    expect(await refusalOf(file)).toMatch(/^it (is no whole .tar.gz archive|breaks off)/);
  });

  it('an archive that unpacks to a thousand times its size is refused before it is unpacked', async () => {
    const bomb = { name: archive.image.name, bytes: Buffer.alloc(60 * 1024 * 1024) };
    const file = await archiveOf([archive.entries[0]!, bomb, bomb, ...archive.entries.slice(1)]);
    expect(await refusalOf(file)).toMatch(/unpacks to more than 200 times|there twice/);
    const sums = [
      archive.entries[0]!,
      { name: 'SHA256SUMS', bytes: Buffer.alloc(200 * 1024 * 1024) },
    ];
    expect(await refusalOf(await archiveOf(sums))).toBe(
      'it unpacks to more than 200 times its size.',
    );
  });

  it('an archive with an image larger than any is refused', async () => {
    const file = path.join(await temporaryDirectory(), 'large.tar.gz');
    const tar = await tarOf([
      archive.entries[0]!,
      { name: archive.image.name, bytes: Buffer.alloc(1) },
    ]);
    // The size of the last header, in octal digits, with the checksum that goes with it.
    const at = tar.indexOf(archive.image.name);
    tar.write('77777777777', at + 124);
    const header = Buffer.from(tar.subarray(at, at + 512));
    header.fill(' ', 148, 156);
    const sum = header.reduce((total, byte) => total + byte, 0);
    tar.write(`${sum.toString(8).padStart(6, '0')}\0 `, at + 148);
    await writeFile(file, gzipSync(tar));
    expect(await refusalOf(file)).toMatch(/has 8589934591 bytes; allowed are 67108864/);
  });

  it('an archive that is not there is told from one that is refused', async () => {
    const world = await storedWorld();
    const error = await appErrorOf(world.restore.run('/no/such/backup.tar.gz', UNSTOPPED));
    expect(error.userMessage).toBe('The archive /no/such/backup.tar.gz cannot be read (ENOENT).');
    const folder = await appErrorOf(world.restore.run(world.dir, UNSTOPPED));
    expect(folder.code).toBe('storage.no_archive');
  });
});
