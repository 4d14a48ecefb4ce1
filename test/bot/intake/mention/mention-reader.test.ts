import { describe, expect, it } from '@jest/globals';
import { Collection, Message } from 'discord.js';

import { AppError } from '../../../../src/platform/app-error.js';
import { MAX_INPUTS, MentionReader } from '../../../../src/bot/intake/mention/mention-reader.js';
import type { MessagePictures } from '../../../../src/bot/intake/message-pictures.js';
import type { PictureSource } from '../../../../src/bot/intake/picture-source.js';
import type { RepliedPictures } from '../../../../src/bot/intake/mention/replied-pictures.js';
import { textPicture } from '../../../support/memory-image-store.js';
import { strictDouble, strictInstance } from '../../../support/strict-double.js';

function message(content: string): Message {
  return strictInstance(Message, {
    content,
    client: { user: { id: '1' } },
    guild: null,
    mentions: {
      users: new Collection([['1', { id: '1', displayName: 'Nano Banana' }]]),
      members: null,
      roles: new Collection(),
      channels: new Collection(),
    },
  });
}

function readerOf(own: PictureSource[], replied: PictureSource[] = []): MentionReader {
  return new MentionReader(
    strictDouble<MessagePictures>('MessagePictures', { of: () => own }),
    strictDouble<RepliedPictures>('RepliedPictures', { of: async () => replied }),
  );
}

const source = (name: string): PictureSource => ({ name, read: async () => textPicture(name) });

const bad = (name: string, error: unknown): PictureSource => ({
  name,
  read: () => Promise.reject(error),
});

const TOO_LARGE = new AppError({
  code: 'image.too_large',
  retryable: false,
  sentence: 'This file is larger than 8 MiB.',
});

describe('the request in a message', () => {
  it('has the prompt without the mention, and the pictures of the message before those replied to', async () => {
    const reader = readerOf([source('one'), source('two')], [source('three')]);
    expect(await reader.read(message('<@1> a lighthouse'))).toEqual({
      prompt: 'a lighthouse',
      pictures: [textPicture('one'), textPicture('two'), textPicture('three')],
      notes: [],
    });
  });

  it('notes each picture that cannot be used, with the reason, and keeps the others in order', async () => {
    const reader = readerOf([source('one'), bad('cat.tiff', TOO_LARGE), source('two')]);
    expect(await reader.read(message('<@1>'))).toEqual({
      prompt: '',
      pictures: [textPicture('one'), textPicture('two')],
      notes: ['**cat.tiff** was left out. This file is larger than 8 MiB.'],
    });
  });

  it('takes ten pictures, never reads more, and notes the rest', async () => {
    const unread = strictDouble<PictureSource>('PictureSource', { name: 'eleven' });
    const ten = Array.from({ length: MAX_INPUTS }, (_, n) => source(`${n}`));
    const { pictures, notes } = await readerOf(ten, [unread]).read(message(''));
    expect(pictures).toHaveLength(10);
    expect(notes).toEqual(['**eleven** was left out. I take ten pictures at most.']);
  });

  it.each([
    ['**bold** `code` @everyone <@2>.png', '**bold code everyone 2.png**'],
    ['two\nlines.png', '**twolines.png**'],
    ['Größe – 写真 (1).jpg', '**Größe  写真 (1).jpg**'],
    ['***', '**a file**'],
    ['x'.repeat(500), `**${'x'.repeat(60)}**`],
    [`x${'𝔛'.repeat(100)}`, `**x${'𝔛'.repeat(29)}**`],
  ])('shows file names as plain text of one line: %j', async (name, shown) => {
    const { notes } = await readerOf([bad(name, TOO_LARGE)]).read(message(''));
    expect(notes).toEqual([`${shown} was left out. This file is larger than 8 MiB.`]);
  });

  it('does not hide a defect in a note', async () => {
    const reader = readerOf([bad('cat.png', new TypeError('x is undefined'))]);
    await expect(reader.read(message(''))).rejects.toThrow('x is undefined');
  });
});
