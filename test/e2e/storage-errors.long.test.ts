import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { expect, it } from '@jest/globals';

import { failureIn, lookOf, nextPromptOf, placeOf } from '../support/e2e-card-look.js';
import { finished, preview, restyle, result } from '../support/e2e-cards.js';
import { E2eDatabase } from '../support/e2e-database.js';
import { shareGeminiWorld } from '../support/e2e-gemini.js';
import { E2eWorld, spawnBot, temporaryDirectory } from '../support/e2e-world.js';
import { endAfterTest } from '../support/endings.js';
import { noise } from '../support/pictures.js';

const room = shareGeminiWorld();

const FULL = "I could not save that: the bot's disk is full. Nothing was changed.";
const READ_ONLY = "I could not do that: the bot's disk refuses access. Nothing was changed.";
const BUSY =
  'I could not save that: the storage is busy. Nothing was changed; try again in a moment.';

/** Starts the bot through a shell that first does something to its data directory alone. */
function inMountNamespace(script: string): string[] {
  const own = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'];
  return ['unshare', ...own, '--mount', 'sh', '-c', `${script} && exec "$@"`, 'sh'];
}

/** Lets `folder` of the bot's data directory be a disk of its own. */
function mounted(folder: string, options: string): string {
  const place = `"$BOT_DATA_DIR"/${folder}`;
  return `mkdir -p ${place} && mount -t tmpfs -o ${options} tmpfs ${place}`;
}

async function startWithDisks(...disks: readonly string[]): Promise<E2eWorld> {
  const world = await E2eWorld.withoutBot({ through: inMountNamespace(disks.join(' && ')) });
  await mkdir(world.dataDir);
  await world.startBot();
  return world;
}

/** Starts a bot whose data directory has three megabytes. */
async function startOnSmallDisk(): Promise<E2eWorld> {
  return startWithDisks(mounted('', 'size=3m'));
}

/** A file on the disk that only the bot sees. */
function onItsDisk({ bot, dataDir }: E2eWorld, name: string): string {
  return path.join(`/proc/${bot.pid}/root`, dataDir, name);
}

/** Fills a disk of the bot to the last byte, and gives the file to remove. */
async function fill(world: E2eWorld, folder = ''): Promise<string> {
  const file = onItsDisk(world, path.join(folder, 'filler'));
  await expect(writeFile(file, Buffer.alloc(4 * 1024 * 1024))).rejects.toThrow('ENOSPC');
  return file;
}

/** Holds a read of the database, on the disk that only the bot sees, until the answer is called. */
async function readOnItsDisk({ bot, dataDir }: E2eWorld): Promise<() => Promise<void>> {
  const script = `
    const { Database } = require(${JSON.stringify(path.resolve('node_modules/sqlite3'))});
    const database = new Database(${JSON.stringify(path.join(dataDir, 'nanobanana.sqlite'))});
    database.serialize(() => {
      database.run('BEGIN');
      database.get('SELECT COUNT(*) FROM interactions', () => console.log('reading'));
    });
    process.stdin.on('end', () => process.exit()).resume();`;
  const place = ['--target', String(bot.pid), '--mount', '--'];
  const reader = spawn('nsenter', [...place, process.execPath, '--eval', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  endAfterTest(async () => reader.kill('SIGKILL'));
  await once(reader.stdout, 'data');
  return async () => {
    reader.stdin.end();
    await once(reader, 'close');
  };
}

/** A picture that takes about half a megabyte, different each time. */
async function bigPicture(): Promise<Buffer> {
  return noise(420, 420).png().toBuffer();
}

it('a mention on a full disk ends in a clear sentence for that person, and the bot goes on', async () => {
  const world = await startOnSmallDisk();
  const ann = world.sandbox.user('ann');
  const first = await preview(ann, 'the first', {
    files: [{ name: 'p.png', bytes: await bigPicture() }],
  });
  const refusals: string[] = [];
  for (let n = 0; n < 12; n += 1) {
    const files = [{ name: 'p.png', bytes: await bigPicture() }];
    const answer = await preview(ann, `mention ${n}`, { files });
    if (answer.embeds.length === 0) refusals.push(answer.content);
  }
  expect(refusals.length).toBeGreaterThan(4);
  expect(new Set(refusals)).toEqual(new Set([FULL]));

  // Words need little room, and what is stored is there as before.
  const modal = await ann.openModal(first, 'Edit Prompt');
  expect(modal.inputs[0]?.value).toBe('the first');
  expect(await ann.command('status')).toMatchObject({ kind: 'message' });
});

it('cards on a full disk say so and keep what they have, and with room again everything works', async () => {
  const world = await startOnSmallDisk();
  const { sandbox } = world;
  const ann = sandbox.user('ann');
  const card = await result(ann, 'a cat');
  await ann.click(card, 'Process Prompt');
  await card.changed(() => placeOf(card) === '2 of 2');
  const modal = await ann.openModal(card, 'Edit Prompt');
  // While somebody reads, the write-ahead log cannot begin anew: what is written needs room.
  const endReading = await readOnItsDisk(world);
  const filler = await fill(world);

  // The write-ahead log has some room of its own; each edit is stored or refused, never half.
  let refused = '';
  let prompt = 'a cat';
  for (let n = 0; refused === '' && n < 200; n += 1) {
    const next = randomBytes(1500).toString('hex');
    const { ephemeral } = await modal.submit({ prompt: next });
    refused = ephemeral?.content ?? '';
    if (refused === '') prompt = next;
  }
  expect(refused).toBe(FULL);
  expect((await ann.openModal(card, 'Edit Prompt')).inputs[0]?.value).toBe(prompt);
  const whole = lookOf(card);
  for (const use of [
    () => ann.click(card, '⬅️'),
    () => ann.click(card, 'Process Prompt'),
    () => ann.select(card, 'Neon'),
  ]) {
    expect((await use()).ephemeral?.content).toBe(FULL);
    expect(lookOf(card)).toEqual(whole);
  }
  // Shorter words could still find room in the log.
  expect((await preview(ann, 'no room '.repeat(240))).content).toBe(FULL);

  await rm(filler);
  await endReading();
  await ann.click(card, '⬅️');
  expect(placeOf(card)).toBe('1 of 2');
  await restyle(ann, card, 'Neon');
  expect(placeOf(card)).toBe('3 of 3');
  expect((await ann.openModal(card, 'Edit Prompt')).inputs[0]?.value).toBe(prompt);
});

it('a picture that cannot be stored fails that generation with the reason', async () => {
  const world = await startWithDisks(mounted('output_images', 'size=2m'));
  const ann = world.sandbox.user('ann');
  const card = await preview(ann, 'a cat');
  const filler = await fill(world, 'output_images');
  await ann.click(card, 'Process Prompt');
  await card.changed(() => failureIn(card) !== undefined);
  expect(failureIn(card)).toContain('The picture was made, but the bot’s storage is full.');

  await rm(filler);
  await ann.click(card, 'Try again');
  await finished(card);
  expect(placeOf(card)).toBe('1 of 1');
});

it('each action is refused with the reason while another process has the database locked for long, and works afterwards', async () => {
  const { world, ann } = room();
  const card = await result(ann, 'a cat');
  await restyle(ann, card, 'Sketch');
  const modal = await ann.openModal(card, 'Edit Prompt');
  const before = lookOf(card);
  const database = await E2eDatabase.open(world);
  await database.lock();
  for (const use of [
    () => ann.click(card, '⬅️'),
    () => ann.click(card, 'Process Prompt'),
    () => modal.submit({ prompt: 'a dog' }),
  ]) {
    const { kind } = await use();
    expect(kind).toBe('deferredUpdate');
    expect((await ann.nextEphemeral()).content).toBe(BUSY);
    expect(lookOf(card)).toEqual(before);
  }
  expect((await preview(ann, 'a whale')).content).toBe(BUSY);

  await database.unlock();
  await ann.click(card, '⬅️');
  expect(placeOf(card)).toBe('1 of 2');
  await modal.submit({ prompt: 'a dog' });
  expect(nextPromptOf(card)).toBe('a dog');
  await preview(ann, 'a whale');
});

it('pictures are refused with the reason where the image folders cannot be written to, and words still work', async () => {
  const world = await startWithDisks(mounted('input_images', 'ro'), mounted('output_images', 'ro'));
  const ann = world.sandbox.user('ann');
  const files = [{ name: 'p.png', bytes: await bigPicture() }];
  expect((await preview(ann, 'a photo', { files })).content).toBe(READ_ONLY);
  const card = await preview(ann, 'a cat');
  await ann.click(card, 'Process Prompt');
  await card.changed(() => failureIn(card) !== undefined);
  expect(failureIn(card)).toContain('but the bot’s storage refuses it.');
});

it('a data directory that cannot be written to ends the start with one clear sentence', async () => {
  const through = inMountNamespace('mount -t tmpfs -o ro tmpfs "$BOT_DATA_DIR"');
  const { dataDir, env } = await E2eWorld.withoutBot({ through });
  await mkdir(dataDir);
  const bot = spawnBot({ env, through });
  expect(await bot.ended()).toBe(74);
  expect(bot.output).toMatch(/^Nano Banana cannot go on\. .+\.\n$/);
});

it('a data directory that cannot be written to ends the start also when the database lies in another one', async () => {
  const dir = await temporaryDirectory();
  const through = inMountNamespace(`mount -t tmpfs -o ro tmpfs ${dir}`);
  const { env } = await E2eWorld.withoutBot({
    through,
    env: { DATABASE_URL: `sqlite:${dir}/bot.sqlite` },
  });
  const bot = spawnBot({ env, through });
  expect(await bot.ended()).toBe(74);
  expect(bot.output).toMatch(/^Nano Banana cannot go on\. .+\.\n$/);
});

it('a data directory that cannot be written to ends the start also when the database is there already', async () => {
  const world = await E2eWorld.start();
  await preview(world.sandbox.user('ann'), 'a cat');
  await world.bot.stop();
  const { dataDir, env } = world;
  const file = `${dataDir}/nanobanana.sqlite`;
  const through = inMountNamespace(`mount --bind -o ro ${dataDir} ${dataDir}`);
  const elsewhere = await temporaryDirectory();
  const bot = spawnBot({
    env: { ...env, BOT_DATA_DIR: elsewhere, DATABASE_URL: `sqlite:${file}` },
    through,
  });
  expect(await bot.ended()).toBe(74);
  expect(bot.output).toMatch(/^Nano Banana cannot go on\. .+\.\n$/);
});
