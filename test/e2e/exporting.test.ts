import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { expect, it } from '@jest/globals';

import { archiveEntries } from '../../src/maintenance/backup/archive-entries.js';
import { NO_KEYS } from '../../src/persistence/encryption/keyring.js';
import { interactionIdOf } from '../support/e2e-card-look.js';
import { preview, result } from '../support/e2e-cards.js';
import { cli } from '../support/e2e-cli.js';
import { storedPictures } from '../support/e2e-storage.js';
import { shareWorld } from '../support/e2e-room.js';

const room = shareWorld();

/** What an archive holds, by name. */
async function contentOf(file: string): Promise<Map<string, Buffer>> {
  const content = new Map<string, Buffer>();
  for await (const { name, chunks } of archiveEntries(file, NO_KEYS)) {
    const read: Buffer[] = [];
    for await (const chunk of chunks) read.push(chunk);
    content.set(name, Buffer.concat(read));
  }
  return content;
}

it('a person gets what is stored of them as an archive, and nothing of others', async () => {
  const { world, ann, ben } = room();
  const [card, other] = [await result(ann, 'a lighthouse'), await preview(ann, 'a windmill')];
  await result(ben, 'the secret of ben');
  const { ephemeral } = await ann.command('export');
  if (ephemeral === undefined) throw new Error('The answer is not private.');
  await ephemeral.changed(() => ephemeral.content.startsWith('**Your data:**'));
  expect(ephemeral.content).toContain('2 cards and 1 picture in 1 archive');
  const [file] = ephemeral.files;
  expect(file?.name).toBe('my-data-1.tar.gz');
  const place = path.join(world.cwd, 'received.tar.gz');
  await writeFile(place, file!.bytes);
  const content = await contentOf(place);
  const [id, otherId] = [interactionIdOf(card), interactionIdOf(other)];
  const [picture] = await storedPictures(world, card, 'output_images');
  expect([...content.keys()].filter((name) => name.startsWith('interactions/'))).toEqual([
    `interactions/${otherId}.json`,
    `interactions/${id}.json`,
  ]);
  expect([...content.values()].some((bytes) => bytes.equals(picture!))).toBe(true);
  expect(content.get(`interactions/${id}.json`)?.toString()).toContain('a lighthouse');
  expect(JSON.parse(String(content.get('manifest.json')))).toMatchObject({
    format: 'nanobanana-export',
    personId: ann.id,
  });
  expect(Buffer.concat([...content.values()]).includes('secret of ben')).toBe(false);
});

it('the operator writes the same into a file, and overwrites nothing', async () => {
  const { world, ann } = room();
  const card = await result(ann, 'a lighthouse');
  const file = path.join(world.cwd, 'ann.tar.gz');
  const args = ['--json', 'export', '--user', ann.id, '--out', file];
  const { code, stdout } = await cli(world, args);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ file, interactions: 1, images: 1 });
  const content = await contentOf(file);
  expect(content.has(`interactions/${interactionIdOf(card)}.json`)).toBe(true);
  expect(content.has('SHA256SUMS')).toBe(true);
  expect(await cli(world, args)).toMatchObject({ code: 73 });
});
