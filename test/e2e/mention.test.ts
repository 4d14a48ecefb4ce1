import { describe, expect, it } from '@jest/globals';

import type { Sandbox } from '../../src/sandbox/sandbox.js';
import { preview } from '../support/e2e-cards.js';
import { E2eWorld } from '../support/e2e-world.js';
import { animatedGif, phoneJpeg, photo } from '../support/pictures.js';

const TYPING = '/channels/:id/typing';
const MESSAGES = '/channels/:id/messages';

function roleOf({ world, bot }: Sandbox): string | undefined {
  const [guild] = world.guilds.values();
  return guild?.roles.find(({ tags }) => tags?.bot_id === bot.id)?.id;
}

describe('a mention', () => {
  it('with a prompt is answered by a reply with a preview card', async () => {
    const { sandbox } = await E2eWorld.start();
    const ann = sandbox.user('ann');
    const message = await ann.mention('a lighthouse on a cliff');
    const card = await ann.nextReply(message);
    expect(card.description).toBe('a lighthouse on a cliff');
    expect(card.field('Kind')).toBe('Text to image');
    expect(card.field('Pictures')).toBe('0');
    expect(card.field('Status')).toBe('⏳ Waiting for confirmation');
    expect(card.footer).toMatch(/^Persistent Session ID: [0-9a-f-]{36}$/);
    expect(card.buttons.map(({ label }) => label)).toEqual(['Process Prompt', 'Edit Prompt']);
    expect(card.selectOptions).toHaveLength(25);
    expect(card.files).toEqual([]);
  });

  it('is met at once with a reaction and typing', async () => {
    const { sandbox } = await E2eWorld.start();
    const ann = sandbox.user('ann');
    const message = await ann.mention('a lighthouse');
    await message.reacted('🎨');
    await ann.nextReply(message);
    expect(sandbox.requests.count({ method: 'POST', route: TYPING })).toBe(1);
  });

  it('with a picture shows it, and with several a contact sheet', async () => {
    const { sandbox } = await E2eWorld.start();
    const ann = sandbox.user('ann');
    const bytes = await photo().jpeg().toBuffer();
    const one = await preview(ann, 'make it winter', { files: [{ name: 'photo.jpg', bytes }] });
    expect(one.field('Kind')).toBe('Text + images');
    expect(one.pictureName).toMatch(/^input_[0-9a-f-]{36}_0_.*\.jpg$/);

    const files = [1, 2, 3].map((n) => ({ name: `photo${n}.jpg`, bytes }));
    const three = await preview(ann, '', { files });
    expect(three.field('Kind')).toBe('Images only');
    expect(three.field('Pictures')).toBe('3');
    expect(three.pictureName).toMatch(/^output_[0-9a-f-]{36}_sheet_.*\.jpg$/);
  });

  it('keeps the wording as typed, without itself, with the names of others', async () => {
    const { sandbox } = await E2eWorld.start();
    const { bot } = sandbox;
    const ann = sandbox.user('ann');
    const ben = sandbox.user('ben');
    const message = await ann.say(`paint <@${ben.id}>  as a **king**, <@${bot.id}> please`);
    const card = await ann.nextReply(message);
    expect(card.description).toBe('paint @Ben  as a **king**, please');
  });

  it('of its own role counts, of everyone does not', async () => {
    const { sandbox } = await E2eWorld.start({
      sandbox: { messageContent: true },
      env: { MESSAGE_CONTENT_INTENT: 'true' },
    });
    const ann = sandbox.user('ann');
    await ann.say('@everyone look here');
    const message = await ann.say(`<@&${roleOf(sandbox)}> a whale`);
    const card = await ann.nextReply(message);
    expect(card.description).toBe('a whale');
    expect(sandbox.requests.count({ method: 'POST', route: MESSAGES })).toBe(1);
  });

  it('of its own role whose text Discord hides is answered with what to do', async () => {
    const { sandbox } = await E2eWorld.start();
    const ann = sandbox.user('ann');
    const answer = await ann.nextReply(await ann.say(`<@&${roleOf(sandbox)}> a whale`));
    expect(answer.content).toContain('Please mention me as a user');
  });

  it('is not needed in a direct message, and works in a thread', async () => {
    const { sandbox } = await E2eWorld.start();
    const ann = sandbox.user('ann');
    const direct = await ann.nextReply(await ann.dm('a whale'));
    expect(direct.description).toBe('a whale');
    const inThread = await preview(ann, 'a kitten', { channel: 'kittens' });
    expect(inThread.description).toBe('a kitten');
  });

  it('without prompt and picture gets a friendly answer that shows how to ask', async () => {
    const { sandbox } = await E2eWorld.start();
    const ann = sandbox.user('ann');
    const answer = await preview(ann, '');
    expect(answer.content).toContain('Mention me with a prompt, with pictures, or with both');
    expect(answer.embeds).toEqual([]);
  });

  it('with too long a prompt is told so, with the numbers', async () => {
    const { sandbox } = await E2eWorld.start();
    const ann = sandbox.user('ann');
    const { id } = sandbox.user('ben');
    // Only names can make a prompt longer than a message may be.
    const user = sandbox.world.user('ben');
    sandbox.world.users.set(id, { ...user, globalName: 'Benjamin of the Longest Name' });
    const answer = await preview(ann, `<@${id}> `.repeat(150));
    expect(answer.content).toMatch(/^Your prompt has \d{4} characters, and I can take 4000\./);
  });
});

describe('input pictures', () => {
  it('are known by their content, and what is left out is said with the reason', async () => {
    const { sandbox } = await E2eWorld.start();
    const ann = sandbox.user('ann');
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
        { name: 'huge.png', bytes: Buffer.alloc(8 * 1024 * 1024 + 1) },
      ],
    });
    expect(card.field('Pictures')).toBe('1');
    expect(card.pictureName).toMatch(/\.png$/);
    const notes = card.field('Please note')?.split('\n') ?? [];
    expect(notes).toHaveLength(3);
    expect(notes[0]).toMatch(/^\*\*text\.png\*\* was left out\./);
    expect(notes[1]).toMatch(/^\*\*cut\.jpg\*\* was left out\. .*damaged/);
    expect(notes[2]).toBe('**huge.png** was left out. This file is larger than 8 MiB.');
  });

  it('are upright and without the place where they were taken', async () => {
    const { sandbox } = await E2eWorld.start();
    const ann = sandbox.user('ann');
    const bytes = await phoneJpeg(6);
    const card = await preview(ann, '', { files: [{ name: 'phone.jpg', bytes }] });
    const shown = Buffer.from(await card.picture());
    expect(bytes.includes('SecretMaker')).toBe(true);
    expect(shown.includes('Exif')).toBe(false);
    expect(shown.includes('Secret')).toBe(false);
  });

  it('are ten at most; the others are named', async () => {
    const { sandbox } = await E2eWorld.start();
    const ann = sandbox.user('ann');
    const bytes = await photo(64, 48).png().toBuffer();
    const named = (n: number) => ({ name: `p${n}.png`, bytes });
    const first = await ann.say('look', { files: [named(10), named(11)] });
    const files = Array.from({ length: 9 }, (_, n) => named(n));
    const card = await preview(ann, '', { files, replyTo: first });
    expect(card.field('Please note')).toContain('Discord does not show me its pictures');

    const seen = await E2eWorld.start({
      sandbox: { messageContent: true },
      env: { MESSAGE_CONTENT_INTENT: 'true' },
    });
    const ben = seen.sandbox.user('ben');
    const pictures = await ben.say('look', { files: [named(10), named(11)] });
    const both = await preview(ben, '', { files, replyTo: pictures });
    expect(both.field('Pictures')).toBe('10');
    expect(both.field('Please note')).toBe(
      '**p11.png** was left out. I take ten pictures at most.',
    );
  });

  it('come from a card of its own that is replied to: the output it shows', async () => {
    const { sandbox } = await E2eWorld.start();
    const ann = sandbox.user('ann');
    const bytes = await photo().jpeg().toBuffer();
    const first = await preview(ann, 'a photo', { files: [{ name: 'photo.jpg', bytes }] });
    const second = await preview(ann, 'at night', { replyTo: first });
    expect(second.field('Pictures')).toBe('1');
    expect(Buffer.from(await second.picture())).toEqual(Buffer.from(await first.picture()));
    expect(second.footer).not.toBe(first.footer);
  });
});

describe('a hundred mentions at once', () => {
  it('each get a card and a picture of their own', async () => {
    const { sandbox } = await E2eWorld.start();
    const people = ['ann', 'ben', 'cleo'].map((name) => sandbox.user(name));
    const prompts = Array.from({ length: 100 }, (_, n) => `number ${n}`);
    const bytes = await photo(64, 48).png().toBuffer();
    const cards = await Promise.all(
      prompts.map((prompt, n) =>
        preview(people[n % 3]!, prompt, { files: [{ name: 'p.png', bytes }] }),
      ),
    );
    expect(cards.map(({ description }) => description)).toEqual(prompts);
    expect(new Set(cards.map(({ footer }) => footer)).size).toBe(100);
    expect(new Set(cards.map(({ pictureName }) => pictureName)).size).toBe(100);
  });
});
