import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { expect, it } from '@jest/globals';

import { keyLine, testKey } from '../support/encryption.js';
import { placeOf } from '../support/e2e-card-look.js';
import { preview } from '../support/e2e-cards.js';
import { cli } from '../support/e2e-cli.js';
import { richCard } from '../support/e2e-explained.js';
import { forgetEverything } from '../support/e2e-storage.js';
import { E2eWorld, spawnBot } from '../support/e2e-world.js';

const WORD = 'Zwetschgenkuchen';
/** How pictures of the kinds that are stored begin. */
const PICTURES = ['\u0089PNG\r\n', 'RIFF', '\u00ff\u00d8\u00ff'];

/** The files of the data directory in which something can be read that somebody wrote or sent. */
async function readableFiles({ dataDir }: E2eWorld): Promise<string[]> {
  const entries = await readdir(dataDir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const found = files.map(async ({ parentPath, name }) => {
    const text = (await readFile(path.join(parentPath, name))).toString('latin1');
    const isPicture = PICTURES.some((beginning) => text.startsWith(beginning));
    return isPicture || text.includes(WORD) ? [name] : [];
  });
  return (await Promise.all(found)).flat();
}

/** Writes the file of keys, and gives the variable that names it. */
async function keyFile({ cwd }: E2eWorld, ...ids: readonly string[]) {
  const file = path.join(cwd, 'keys');
  await mkdir(cwd, { recursive: true });
  await writeFile(file, ids.map((id) => keyLine(testKey(id))).join(''), { mode: 0o600 });
  return { ENCRYPTION_KEY_FILE: file };
}

it('what is stored is encrypted beside the running bot, and every card goes on working', async () => {
  const world = await E2eWorld.start();
  const ann = world.sandbox.user('ann');
  const card = await richCard(ann);
  const waiting = await preview(ann, WORD);
  expect((await readableFiles(world)).length).toBeGreaterThan(3);
  await world.bot.stop();

  const keys = await keyFile(world, 'one');
  await world.startBot(keys);
  const rekeyed = await cli(world, ['rekey', '--json'], keys);
  expect(rekeyed).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(rekeyed.stdout)).toMatchObject({ unreadable: 0, storedMeanwhile: 0 });
  expect(await readableFiles(world)).toEqual([]);

  await ann.click(card, '⬅️');
  expect(card.pictureName).not.toBe('picture_unavailable.png');
  await ann.click(waiting, 'Process Prompt');
  await waiting.changed(() => placeOf(waiting) === '1 of 1');
  expect(await readableFiles(world)).toEqual([]);
  expect((await cli(world, ['verify'], keys)).code).toBe(0);

  const made = await cli(world, ['backup', '--out', 'b.tar.gz.enc'], keys);
  expect(made.code).toBe(0);
  await forgetEverything(world);
  expect(await cli(world, ['restore', 'b.tar.gz.enc'])).toMatchObject({
    code: 65,
    stderr: expect.stringContaining('ENCRYPTION_KEY_FILE'),
  });
  expect((await cli(world, ['restore', 'b.tar.gz.enc'], keys)).code).toBe(0);
  expect(await readableFiles(world)).toEqual([]);
  await world.startBot(keys);
  await ann.click(card, '➡️');
  expect(card.pictureName).not.toBe('picture_unavailable.png');
});

it('a key is replaced, and a start without a key that is needed is refused by name', async () => {
  const world = await E2eWorld.withoutBot();
  const ann = world.sandbox.user('ann');
  await world.startBot(await keyFile(world, 'one'));
  const card = await preview(ann, WORD);
  await world.bot.stop();

  for (const [env, words] of [
    [{}, 'ENCRYPTION_KEY_FILE is not set'],
    [await keyFile(world, 'two'), 'encrypted with the key “one”'],
  ] as const) {
    const refused = spawnBot({ env: { ...world.env, ...env }, cwd: world.cwd });
    expect(await refused.ended()).toBe(78);
    expect(refused.output).toContain(words);
    const looked = await cli(world, ['stats'], env);
    expect(looked).toMatchObject({ code: 78, stderr: expect.stringContaining(words) });
  }

  await world.startBot(await keyFile(world, 'two', 'one'));
  const rekeyed = await cli(world, ['rekey'], await keyFile(world, 'two', 'one'));
  expect(rekeyed.stdout).toContain('No longer needed: one.');
  await world.bot.stop();
  await world.startBot(await keyFile(world, 'two'));
  await ann.click(card, 'Process Prompt');
  await card.changed(() => placeOf(card) === '1 of 1');
  expect(await cli(world, ['rekey'], await keyFile(world, 'three'))).toMatchObject({ code: 78 });
  expect(await cli(world, ['rekey'])).toMatchObject({ code: 78 });
});
