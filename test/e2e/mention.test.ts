import { describe, expect, it } from '@jest/globals';

import type { Sandbox } from '../../src/sandbox/sandbox.js';
import { preview } from '../support/e2e-cards.js';
import { shareWorld } from '../support/e2e-room.js';
import { eventually } from '../support/eventually.js';
import { animatedGif, phoneJpeg, photo } from '../support/pictures.js';
import { requestOf, statusOf } from '../support/e2e-card-look.js';

const TYPING = '/channels/:id/typing';
const MESSAGES = '/channels/:id/messages';

const room = shareWorld();

function roleOf({ world, bot }: Sandbox): string | undefined {
  const [guild] = world.guilds.values();
  return guild?.roles.find(({ tags }) => tags?.bot_id === bot.id)?.id;
}

it('a mention with a prompt is answered by a reply with a preview card', async () => {
  const { ann } = room();
  const message = await ann.mention('a lighthouse on a cliff');
  const card = await ann.nextReply(message);
  expect(card.title).toBe('a lighthouse on a cliff');
  expect(requestOf(card).from).toBe('From your words');
  expect(requestOf(card).pictures).toBe(0);
  expect(statusOf(card)).toBe('Ready. Press **Process Prompt**, or pick a style.');
  expect(card.footer).toMatch(/^Persistent Session ID: [0-9a-f-]{36}$/);
  expect(card.buttons.map(({ label }) => label)).toEqual([
    'Process Prompt',
    'Edit Prompt',
    '⚙️',
    '🗑️',
  ]);
  expect(card.selectOptions).toHaveLength(25);
  expect(card.files).toEqual([]);
});

it('a mention is met at once with a reaction and typing', async () => {
  const { sandbox, ann } = room();
  const message = await ann.mention('a lighthouse');
  await message.reacted('🎨');
  await ann.nextReply(message);
  const typing = () => sandbox.requests.count({ method: 'POST', route: TYPING });
  // It may arrive after a card that was quick.
  await eventually(() => typing() > 0);
  expect(typing()).toBe(1);
});

it('a mention that an edit adds is answered when it happens, and once', async () => {
  const { sandbox, ann, channel } = room();
  const message = await ann.say('a lighthouse', { channel });
  ann.edit(message, `<@${sandbox.bot.id}> a lighthouse in fog`);
  const card = await ann.nextReply(message);
  expect(card.title).toBe('a lighthouse in fog');
  ann.edit(message, `<@${sandbox.bot.id}> a lighthouse in snow`);
  await preview(ann, 'a cat');
  const cards = sandbox.world.channel(channel).messageIds.map((id) => ann.sees(id).repliesTo);
  expect(cards.filter((id) => id === message.id)).toHaveLength(1);
});

it('a mention with a picture shows it, and one with several shows a contact sheet', async () => {
  const { ann } = room();
  const bytes = await photo().jpeg().toBuffer();
  const one = await preview(ann, 'make it winter', { files: [{ name: 'photo.jpg', bytes }] });
  expect(requestOf(one).from).toBe('From your words and 1 picture');
  expect(one.pictureName).toMatch(/^input_[0-9a-f-]{36}_0_.*\.jpg$/);

  const files = [1, 2, 3].map((n) => ({ name: `photo${n}.jpg`, bytes }));
  const three = await preview(ann, '', { files });
  expect(requestOf(three).from).toBe('From your 3 pictures');
  expect(requestOf(three).pictures).toBe(3);
  expect(three.pictureName).toMatch(/^output_[0-9a-f-]{36}_sheet_.*\.jpg$/);
});

it('a mention keeps its wording as typed, without the bot’s name, with the names of others', async () => {
  const { sandbox, ann, ben } = room();
  const { bot } = sandbox;
  const message = await ann.say(`paint <@${ben.id}>  as a **king**, <@${bot.id}> please`);
  const card = await ann.nextReply(message);
  // Shown as it was typed.
  expect(card.title).toBe(`paint @${ben.user.globalName}  as a \\*\\*king\\*\\*, please`);
});

it('a mention of the bot’s role whose text Discord hides is answered with what to do', async () => {
  const { sandbox, ann } = room();
  const answer = await ann.nextReply(await ann.say(`<@&${roleOf(sandbox)}> a whale`));
  expect(answer.content).toContain('Please mention me as a user');
});

it('a direct message needs no mention, and a mention works in a thread', async () => {
  const { ann } = room();
  const direct = await ann.nextReply(await ann.dm('a whale'));
  expect(direct.title).toBe('a whale');
  const inThread = await preview(ann, 'a kitten', { channel: 'kittens' });
  expect(inThread.title).toBe('a kitten');
});

it('a mention without prompt and picture gets a friendly answer that shows how to ask', async () => {
  const { ann } = room();
  const answer = await preview(ann, '');
  expect(answer.content).toContain('Mention me with a prompt, with pictures, or with both');
  expect(answer.embeds).toEqual([]);
});

it('a mention with too long a prompt is told so, with the numbers', async () => {
  const { sandbox, ann, ben } = room();
  const { id } = ben;
  // Only names can make a prompt longer than a message may be.
  sandbox.world.users.set(id, { ...ben.user, globalName: 'Benjamin of the Longest Name' });
  const answer = await preview(ann, `<@${id}> `.repeat(150));
  expect(answer.content).toMatch(/^Your prompt has \d{4} characters, and I can take 4000\./);
});

it('pictures are known by their content, and what is left out is said with the reason', async () => {
  const { ann } = room();
  const card = await preview(ann, 'mix these', {
    files: [
      {
        name: 'really-a-gif.png',
        bytes: await animatedGif([
          [200, 20, 20],
          [20, 20, 200],
        ]),
      },
      { name: 'text.png', bytes: Buffer.from('this is no picture') },
      { name: 'cut.jpg', bytes: (await photo().jpeg().toBuffer()).subarray(0, 5000) },
      { name: 'huge.png', bytes: Buffer.alloc(10 * 1024 * 1024 + 1) },
    ],
  });
  expect(requestOf(card).pictures).toBe(1);
  expect(card.pictureName).toMatch(/\.png$/);
  const notes = card.field('Please note')?.split('\n') ?? [];
  expect(notes).toHaveLength(3);
  expect(notes[0]).toMatch(/^\*\*text\.png\*\* was left out\./);
  expect(notes[1]).toMatch(/^\*\*cut\.jpg\*\* was left out\. .*damaged/);
  expect(notes[2]).toBe('**huge.png** was left out. This file is larger than 10 MiB.');
});

it('pictures are stored upright and without the place where they were taken', async () => {
  const { ann } = room();
  const bytes = await phoneJpeg(6);
  const card = await preview(ann, '', { files: [{ name: 'phone.jpg', bytes }] });
  const shown = Buffer.from(await card.picture());
  expect(bytes.includes('SecretMaker')).toBe(true);
  expect(shown.includes('Exif')).toBe(false);
  expect(shown.includes('Secret')).toBe(false);
});

it('a reply to a card takes the output that the card shows', async () => {
  const { ann } = room();
  const bytes = await photo().jpeg().toBuffer();
  const first = await preview(ann, 'a photo', { files: [{ name: 'photo.jpg', bytes }] });
  const second = await preview(ann, 'at night', { replyTo: first });
  expect(requestOf(second).pictures).toBe(1);
  expect(Buffer.from(await second.picture())).toEqual(Buffer.from(await first.picture()));
  expect(second.footer).not.toBe(first.footer);
});

it('a reply to a message whose pictures Discord hides is told so on the card', async () => {
  const { ann } = room();
  const bytes = await photo(64, 48).png().toBuffer();
  const other = await ann.say('look', { files: [{ name: 'other.png', bytes }] });
  const card = await preview(ann, '', { files: [{ name: 'own.png', bytes }], replyTo: other });
  expect(requestOf(card).pictures).toBe(1);
  expect(card.field('Please note')).toContain('Discord does not show me its pictures');
});

describe('with the message content intent', () => {
  const seeing = shareWorld(async () => ({
    sandbox: { messageContent: true },
    env: { MESSAGE_CONTENT_INTENT: 'true' },
  }));

  it('a mention of the bot’s role counts, and one of everyone does not', async () => {
    const { sandbox, ann } = seeing();
    await ann.say('@everyone look here');
    const message = await ann.say(`<@&${roleOf(sandbox)}> a whale`);
    const card = await ann.nextReply(message);
    expect(card.title).toBe('a whale');
    expect(sandbox.requests.count({ method: 'POST', route: MESSAGES })).toBe(1);
  });

  it('ten pictures are taken at most, and the others are named', async () => {
    const { ben } = seeing();
    const bytes = await photo(64, 48).png().toBuffer();
    const named = (n: number) => ({ name: `p${n}.png`, bytes });
    const files = Array.from({ length: 9 }, (_, n) => named(n));
    const pictures = await ben.say('look', { files: [named(10), named(11)] });
    const both = await preview(ben, '', { files, replyTo: pictures });
    expect(requestOf(both).pictures).toBe(10);
    expect(both.field('Please note')).toBe(
      '**p11.png** was left out. I take ten pictures at most.',
    );
  });
});
