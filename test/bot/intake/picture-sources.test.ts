import { describe, expect, it } from '@jest/globals';
import { Collection, Message, MessageReferenceType } from 'discord.js';

import {
  INPUT_MAX_BYTES,
  type AttachmentDownload,
} from '../../../src/bot/intake/attachment-download.js';
import { MessagePictures } from '../../../src/bot/intake/message-pictures.js';
import { RepliedPictures } from '../../../src/bot/intake/mention/replied-pictures.js';
import type { ImageProcessor } from '../../../src/imaging/image-processor.js';
import { footerFor } from '../../../src/interactions/interaction-id.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { discordApiError } from '../../support/discord-doubles.js';
import { MemoryImageStore, textPicture } from '../../support/memory-image-store.js';
import { MemoryPersistence } from '../../support/memory-persistence.js';
import { INTERACTION_ID, interactionState, outputItem, resultState } from '../../support/states.js';
import { strictDouble, strictInstance } from '../../support/strict-double.js';

const BOT_ID = '1';

const attachments = (...names: string[]) =>
  new Collection(names.map((name, n) => [`${n}`, { name, size: 100, url: `https://cdn/${name}` }]));

function messagePictures(): MessagePictures {
  return new MessagePictures(
    strictDouble<AttachmentDownload>('AttachmentDownload', {
      fetch: async (url) => Buffer.from(url),
    }),
    strictDouble<ImageProcessor>('ImageProcessor', {
      readInput: async (bytes) => textPicture(bytes.toString()),
    }),
  );
}

describe('the pictures of a message', () => {
  it('are its attachments in their order, whatever they are called', async () => {
    const message = strictInstance(Message, { attachments: attachments('b.exe', 'a.png') });
    const sources = messagePictures().of(message);
    expect(sources.map(({ name }) => name)).toEqual(['b.exe', 'a.png']);
    expect(await Promise.all(sources.map(({ read }) => read()))).toEqual([
      textPicture('https://cdn/b.exe'),
      textPicture('https://cdn/a.png'),
    ]);
  });

  it('are not fetched when Discord says that they are too large', async () => {
    const file = { name: 'a.png', size: INPUT_MAX_BYTES + 1, url: 'https://cdn/a.png' };
    const message = strictInstance(Message, { attachments: new Collection([['0', file]]) });
    const pictures = new MessagePictures(
      strictDouble<AttachmentDownload>('AttachmentDownload', {}),
      strictDouble<ImageProcessor>('ImageProcessor', {}),
    );
    const [source] = pictures.of(message);
    expect((await appErrorOf(async () => source?.read())).code).toBe('image.too_large');
  });
});

function replied(told: object): Message {
  return strictInstance(Message, {
    author: { id: '2' },
    guild: {},
    content: 'look',
    attachments: new Collection(),
    embeds: [],
    ...told,
  });
}

function replyTo(fetchReference: () => Promise<Message>): Message {
  return strictInstance(Message, {
    reference: { type: MessageReferenceType.Default },
    client: { user: { id: BOT_ID } },
    fetchReference,
  });
}

function setUp({ state = resultState(0), canReadAll = false } = {}) {
  const store = new MemoryImageStore();
  const stored = new MemoryPersistence(state);
  const pictures = new RepliedPictures(messagePictures(), stored.service, store, canReadAll);
  return { store, stored, pictures };
}

const card = (told: object = {}) =>
  replied({
    author: { id: BOT_ID },
    embeds: [{ footer: { text: footerFor(INTERACTION_ID) }, fields: [] }],
    ...told,
  });

describe('the pictures of the message replied to', () => {
  it.each([
    ['no reply', null],
    ['a forwarded message', { type: MessageReferenceType.Forward }],
  ])('are none for %s', async (_name, reference) => {
    const message = strictInstance(Message, { reference });
    expect(await setUp().pictures.of(message)).toEqual([]);
  });

  it('are its attachments', async () => {
    const message = replyTo(async () => replied({ attachments: attachments('cat.png') }));
    const [source, ...others] = await setUp().pictures.of(message);
    expect(await source?.read()).toEqual(textPicture('https://cdn/cat.png'));
    expect(others).toEqual([]);
  });

  it('are the original of the output that a card of the bot’s own shows', async () => {
    const role = { kind: 'output', name: 'generated' } as const;
    const { store, stored, pictures } = setUp();
    const image = await store.put(INTERACTION_ID, role, textPicture('shown'));
    const copy = await store.put(INTERACTION_ID, role, textPicture('copy'));
    const outputs = [outputItem(), outputItem({ image, deliveryImage: copy })];
    stored.state = resultState(0, { outputs, currentIndex: 1 });
    const [source] = await pictures.of(replyTo(async () => card()));
    expect(await source?.read()).toEqual(textPicture('shown'));
  });

  it('are said to be none where the card shows none yet', async () => {
    const [source] = await setUp({ state: interactionState() }).pictures.of(
      replyTo(async () => card()),
    );
    expect((await appErrorOf(async () => source?.read())).sentence).toBe(
      'It shows no picture yet.',
    );
  });

  it('are none for another message of the bot’s own', async () => {
    const message = replyTo(async () => card({ embeds: [] }));
    expect(await setUp().pictures.of(message)).toEqual([]);
  });

  it.each([
    ['is gone', discordApiError(10008), 'It is gone, or I may not read it.'],
    ['could not be fetched', new Error('ECONNRESET'), 'Discord did not give it to me.'],
  ])('are left out with the true reason where the message %s', async (_name, error, reason) => {
    const [source] = await setUp().pictures.of(replyTo(() => Promise.reject(error)));
    expect((await appErrorOf(async () => source?.read())).sentence).toBe(reason);
  });

  it('are said to be out of reach where the message is gone', async () => {
    const message = replyTo(() => Promise.reject(discordApiError(10008)));
    const [source] = await setUp().pictures.of(message);
    expect(source?.name).toBe('the message you replied to');
    expect((await appErrorOf(async () => source?.read())).sentence).toContain('It is gone');
  });

  it('are said to be hidden where Discord empties the message, and only there', async () => {
    const empty = replied({ content: '' });
    const [hidden] = await setUp().pictures.of(replyTo(async () => empty));
    expect((await appErrorOf(async () => hidden?.read())).sentence).toContain('attach them');
    expect(await setUp({ canReadAll: true }).pictures.of(replyTo(async () => empty))).toEqual([]);
    const direct = replied({ content: '', guild: null });
    expect(await setUp().pictures.of(replyTo(async () => direct))).toEqual([]);
    const text = replied({});
    expect(await setUp().pictures.of(replyTo(async () => text))).toEqual([]);
  });
});
