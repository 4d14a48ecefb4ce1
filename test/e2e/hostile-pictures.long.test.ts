import { expect, it } from '@jest/globals';

import type { Person } from '../../src/sandbox/client/person.js';
import { preview } from '../support/e2e-cards.js';
import { shareWorld } from '../support/e2e-room.js';
import { eventually } from '../support/eventually.js';
import { croppedAvif, endlessJpeg, largePhoto, turnedPng } from '../support/hostile-pictures.js';
import { photo } from '../support/pictures.js';
import { childrenOf, isAlive } from '../support/processes.js';
import { requestOf } from '../support/e2e-card-look.js';

const room = shareWorld();

interface Hostile {
  readonly name: string;
  readonly pictures: () => Promise<readonly Buffer[]>;
  /** What is said of each that was left out. */
  readonly said: readonly string[];
}

const tooMuch = (mebibytes: number) =>
  `This picture takes ${mebibytes} MiB of memory to open; at most 400 MiB can be used. An ordinary JPEG of it takes less.`;

it.each<Hostile>([
  {
    name: 'an AVIF whose crop hides 67 megapixels',
    pictures: async () => [await croppedAvif()],
    said: [tooMuch(1152)],
  },
  {
    name: 'two PNGs of 50 megapixels in 16 bits, interlaced and turned',
    pictures: async () => [turnedPng(), turnedPng()],
    said: [tooMuch(763), tooMuch(763)],
  },
  {
    name: 'a JPEG of 100,000 empty scans',
    pictures: async () => [endlessJpeg()],
    said: ['This picture took too long to read.'],
  },
  {
    name: 'two photos of 48 megapixels, one turned',
    pictures: async () => [await largePhoto(), await largePhoto(6)],
    said: [],
  },
])('a message with $name is answered, while others get their cards', async (hostile) => {
  const { ann, ben, bot } = room();
  const { pid } = bot;
  const pictures = await hostile.pictures();
  const answered = new AbortController();
  const answer = sent(ann, pictures).finally(() => answered.abort());
  const bytes = await photo(640, 480).jpeg().toBuffer();
  do {
    const card = await preview(ben, 'mine', { files: [{ name: 'mine.jpg', bytes }] });
    expect(requestOf(card).pictures).toBe(1);
  } while (!answered.signal.aborted);
  const card = await answer;
  const notes = card.field('Please note')?.split('\n') ?? [];
  expect(notes.map((note) => note.split(' was left out. ')[1])).toEqual(hostile.said);
  expect([bot.pid, bot.hasEnded]).toEqual([pid, false]);
});

it('a person who sends many pictures that take long holds up nobody else', async () => {
  const { ann, ben } = room();
  const endless = endlessJpeg();
  for (let n = 0; n < 5; n += 1)
    await ann.mention('', { files: [{ name: 'endless.jpg', bytes: endless }] });
  const bytes = await photo(640, 480).jpeg().toBuffer();
  const card = await preview(ben, 'mine', { files: [{ name: 'mine.jpg', bytes }] });
  expect(requestOf(card).pictures).toBe(1);
});

it('the processes that open pictures end when the bot is told to stop, whatever they are at', async () => {
  const { ann, bot, world } = room();
  await preview(ann, 'a cat', {
    files: [{ name: 'a.png', bytes: await photo().png().toBuffer() }],
  });
  await ann.mention('', { files: [{ name: 'endless.jpg', bytes: endlessJpeg() }] });
  const children = await childrenOf(bot.pid);
  expect(children.length).toBeGreaterThan(0);
  expect(await bot.stop()).toBe(0);
  for (const child of children) await eventually(async () => !(await isAlive(child)));
  await world.startBot();
});

async function sent(person: Person, pictures: readonly Buffer[]) {
  const files = pictures.map((bytes, n) => ({ name: `hostile-${n}.bin`, bytes }));
  return preview(person, 'look at this', { files });
}
