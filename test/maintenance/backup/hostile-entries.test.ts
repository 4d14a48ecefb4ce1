import { beforeAll, describe, expect, it } from '@jest/globals';

import { archiveOf, completed } from '../../support/archives.js';
import { INTERACTION_ID as ID } from '../../support/states.js';
import { GoodArchive, refusalOf } from './good-archive.js';
import { storedWorld, UNSTOPPED } from './stored-world.js';

let archive: GoodArchive;

beforeAll(async () => {
  archive = await GoodArchive.make();
});

/** The name of an image that is all right but for its length. */
function nameOfLength(length: number): string {
  const [start, end] = [`output_images/output_${ID}_`, '_20261124T120000000Z-0a1b2c3d.png'];
  return `${start}${'x'.repeat(length - start.length - end.length)}${end}`;
}

describe('an archive', () => {
  it('an archive may have names of 255 characters', async () => {
    const extra = { name: nameOfLength(255), bytes: 'an image that no interaction names' };
    const world = await storedWorld();
    await world.restore.run(await archiveOf(archive.withExtra(extra)), UNSTOPPED);
    expect(await world.persistence.stats()).toMatchObject({ interactions: 2 });
  });

  it('an archive built the same way by other tools is taken', async () => {
    const world = await storedWorld();
    const file = await archiveOf(completed(archive.entries));
    expect(await world.restore.run(file, UNSTOPPED)).toMatchObject({ interactions: 2, images: 3 });
  });

  it.each([
    '../evil.png',
    'input_images/../../evil.png',
    '/etc/cron.d/evil',
    '/input_images/input_evil.png',
    'input_images\\..\\evil.png',
    'input_images/evil.png',
    `input_images/sub/input_${ID}_0_20261124T120000000Z-0a1b2c3d.png`,
    `input_images/input_${ID}_0_20261124T120000000Z-0a1b2c3d.png.tmp`,
    `interactions/../${ID}.json`,
    'instance.lock',
    'nanobanana.sqlite',
    nameOfLength(256),
    nameOfLength(300),
  ])('an archive with an entry %j is refused', async (name) => {
    const reason = await refusalOf(await archiveOf(archive.withExtra({ name, bytes: 'evil' })));
    expect(reason).toMatch(/^it holds something that belongs into no backup: "/);
    expect(reason.length).toBeLessThan(200);
  });

  it.each([
    ['symlink', '/etc/passwd'],
    ['link', 'manifest.json'],
    ['character-device', undefined],
    ['block-device', undefined],
    ['fifo', undefined],
    ['directory', undefined],
    ['contiguous-file', undefined],
  ] as const)('an archive with a %s is refused', async (type, linkname) => {
    const { name } = archive.image;
    const extra = { name, bytes: '', type, ...(linkname !== undefined && { linkname }) };
    const reason = await refusalOf(await archiveOf(archive.withExtra(extra)));
    expect(reason).toMatch(new RegExp(`is not a file but of the kind “${type}”`));
  });
});
