import { mkdir, readdir, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { archiveNameAt } from '../../../src/maintenance/backup/archive-name.js';
import { removeLeftBehind } from '../../../src/maintenance/backup/left-behind.js';
import { PartialFile } from '../../../src/maintenance/backup/partial-file.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';
import { backUp, fill, storedWorld, UNSTOPPED } from './stored-world.js';

const BY_TIME = archiveNameAt(Date.UTC(2026, 10, 24, 4), false);

/** A folder with these files. */
async function folderWith(names: readonly string[]): Promise<string> {
  const folder = await temporaryDirectory();
  for (const name of names) await writeFile(path.join(folder, name), 'half an archive');
  return folder;
}

/** What is left in it after a backup to `file` has looked. */
async function leftIn(folder: string, file = 'b.tar.gz'): Promise<string[]> {
  await removeLeftBehind(path.join(folder, file));
  return readdir(folder);
}

describe('the removal of what killed backups have left', () => {
  it.each([
    ['of the same archive', 'b.tar.gz.0a1b2c3d.partial'],
    ['of an archive named by the time', `${BY_TIME}.0a1b2c3d.partial`],
  ])('a partial file %s is removed with its checksums', async (_whose, name) => {
    const folder = await folderWith([name, `${name}.sums`]);
    expect(await leftIn(folder)).toEqual([]);
  });

  it('the removal takes the checksums where only they are there', async () => {
    const folder = await folderWith([`${BY_TIME}.0a1b2c3d.partial.sums`]);
    expect(await leftIn(folder)).toEqual([]);
  });

  it.each([
    BY_TIME,
    'b.tar.gz',
    'other.tar.gz.0a1b2c3d.partial',
    'b.tar.gz.0a1b2c3d.partial.old',
    'b.tar.gz.0A1B2C3D.partial',
    'b.tar.gz.0a1b2c3.partial',
    'b.tar.gz.partial',
    'my-b.tar.gz.0a1b2c3d.partial',
    `my-${BY_TIME}.0a1b2c3d.partial`,
    'nanobanana-2026-11-24.tar.gz.0a1b2c3d.partial',
    'bXtar.gz.0a1b2c3d.partial',
  ])('the removal leaves a file called %s', async (name) => {
    const folder = await folderWith([name]);
    expect(await leftIn(folder)).toEqual([name]);
  });

  it('the removal leaves folders and links, with what lies beside them', async () => {
    const [linked, held] = ['b.tar.gz.0a1b2c3d.partial', 'b.tar.gz.11111111.partial'];
    const folder = await folderWith(['precious', `${linked}.sums`]);
    await symlink(path.join(folder, 'precious'), path.join(folder, linked));
    await mkdir(path.join(folder, held));
    expect(await leftIn(folder)).toEqual([linked, `${linked}.sums`, held, 'precious']);
    expect((await stat(path.join(folder, 'precious'))).size).toBeGreaterThan(0);
  });

  it('the next backup removes what a killed backup has left', async () => {
    const world = await storedWorld();
    await fill(world);
    const folder = await folderWith(['b.tar.gz.0a1b2c3d.partial', 'mine.txt']);
    await world.backup.run(path.join(folder, 'b.tar.gz'), UNSTOPPED);
    expect(await readdir(folder)).toEqual(['b.tar.gz', 'mine.txt']);
  });

  it('the removal leaves what is still being written', async () => {
    const folder = await temporaryDirectory();
    const partial = await PartialFile.create(path.join(folder, 'b.tar.gz'));
    await writeFile(`${partial.name}.sums`, 'checksums');
    const names = [partial.name, `${partial.name}.sums`].map((name) => path.basename(name));
    expect(await leftIn(folder)).toEqual(names);
    await partial.discard();
    expect(await leftIn(folder)).toEqual([]);
  });

  it('the removal leaves the archive that has just been put in its place', async () => {
    const world = await storedWorld();
    await fill(world);
    const { report } = await backUp(world);
    const folder = path.dirname(report.file);
    expect(await leftIn(folder, path.basename(report.file))).toEqual(['backup.tar.gz']);
  });
});
