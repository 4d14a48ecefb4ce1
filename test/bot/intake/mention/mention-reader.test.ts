import { describe, expect, it } from '@jest/globals';
import { Collection, Message, TextChannel } from 'discord.js';

import type { AttachedPictures } from '../../../../src/bot/intake/attached-pictures.js';
import { MentionReader } from '../../../../src/bot/intake/mention/mention-reader.js';
import type { RepliedPictures } from '../../../../src/bot/intake/mention/replied-pictures.js';
import type { PictureSource } from '../../../../src/bot/intake/picture-request.js';
import { AUTOMATIC_SETTINGS } from '../../../../src/interactions/settings.js';
import type { DefaultSettings } from '../../../../src/persistence/default-settings.js';
import { OFFERED } from '../../../support/offered-models.js';
import { strictDouble, strictInstance } from '../../../support/strict-double.js';

const source = (name: string): PictureSource =>
  strictDouble<PictureSource>('PictureSource', { name });

describe('the request in a message', () => {
  it('the request of a message says who asked, where and for what, its own pictures first', async () => {
    const message = strictInstance(Message, {
      id: '50',
      author: { id: '2' },
      guildId: '3',
      channelId: '4',
      channel: strictInstance(TextChannel, { isThread: () => false, nsfw: true }),
      content: '<@1> a lighthouse --ar 16:9 --size 9K',
      attachments: new Collection([
        ['0', { name: 'one' }],
        ['1', { name: 'two' }],
      ]),
      embeds: [],
      stickers: new Collection(),
      messageSnapshots: new Collection(),
      client: { user: { id: '1' } },
      guild: null,
      mentions: {
        users: new Collection([['1', { id: '1', displayName: 'Nano Banana' }]]),
        members: null,
        roles: new Collection(),
        channels: new Collection(),
      },
    });
    const reader = new MentionReader(
      strictDouble<AttachedPictures>('AttachedPictures', { source: ({ name }) => source(name) }),
      strictDouble<RepliedPictures>('RepliedPictures', {
        of: async () => ({ pictures: [source('three')], notes: ['One is gone.'] }),
      }),
      strictDouble<DefaultSettings>('DefaultSettings', {
        forRequest: async ({ userId, guildId }) => {
          expect([userId, guildId]).toEqual(['2', '3']);
          return { ...AUTOMATIC_SETTINGS, aspectRatio: '1:1', imageSize: '2K' };
        },
      }),
      OFFERED,
    );
    const { pictures, ...request } = await reader.read(message);
    expect(request).toEqual({
      id: '50',
      userId: '2',
      guildId: '3',
      channelId: '4',
      isAgeRestricted: true,
      prompt: 'a lighthouse',
      settings: { ...AUTOMATIC_SETTINGS, aspectRatio: '16:9', imageSize: '2K' },
      estimate: null,
      notes: ['One is gone.', 'I left out --size 9K: possible are 1K, 2K, 4K.'],
    });
    expect(pictures.map(({ name }) => name)).toEqual(['one', 'two', 'three']);
  });
});
