import { describe, expect, it } from '@jest/globals';
import { Collection, Message, MessageReferenceType } from 'discord.js';

import type { AttachedPictures } from '../../../../src/bot/intake/attached-pictures.js';
import type { CardPictures } from '../../../../src/bot/intake/card-pictures.js';
import { MessageContent } from '../../../../src/bot/gateway/message-content.js';
import { RepliedPictures } from '../../../../src/bot/intake/mention/replied-pictures.js';
import type { PictureSource } from '../../../../src/bot/intake/picture-request.js';
import { footerFor } from '../../../../src/interactions/interaction-id.js';
import { AppError } from '../../../../src/platform/app-error.js';
import { appErrorOf } from '../../../support/app-error-of.js';
import { discordApiError } from '../../../support/discord-doubles.js';
import { busy, MemoryPersistence } from '../../../support/memory-persistence.js';
import { RecordingLogger } from '../../../support/recording-logger.js';
import { INTERACTION_ID, interactionState } from '../../../support/states.js';
import { strictDouble, strictInstance } from '../../../support/strict-double.js';

const BOT_ID = '1';
const NOTHING = { pictures: [], notes: [] };

const source = (name: string): PictureSource =>
  strictDouble<PictureSource>('PictureSource', { name });

/** The names of what a request gets from the message that it replies to, and the notes. */
async function readOf(
  message: Message,
  canReadAll = false,
  failure: AppError | null = null,
  formerCardId: string | null = null,
) {
  const stored = new MemoryPersistence(interactionState());
  stored.formerCardId = formerCardId;
  const { pictures, notes } = await new RepliedPictures(
    strictDouble<AttachedPictures>('AttachedPictures', { source: ({ url }) => source(url) }),
    strictDouble<CardPictures>('CardPictures', {
      shownBy: async (id, name) => {
        if (failure !== null) throw failure;
        return [source(`${name}: ${id}`), source('another one')];
      },
    }),
    new MessageContent(canReadAll, new RecordingLogger()),
    stored.service,
  ).of(message);
  return { pictures: pictures.map(({ name }) => name), notes };
}

function replied(told: object): Message {
  return strictInstance(Message, {
    author: { id: '2' },
    guild: {},
    content: 'look',
    attachments: new Collection(),
    embeds: [],
    components: [],
    stickers: new Collection(),
    messageSnapshots: new Collection(),
    id: '60',
    channelId: '40',
    ...told,
  });
}

function replyTo(fetchReference: () => Promise<Message>): Message {
  return strictInstance(Message, {
    reference: { type: MessageReferenceType.Default },
    guild: null,
    client: { user: { id: BOT_ID } },
    fetchReference,
  });
}

const card = (told: object = {}) =>
  replied({
    author: { id: BOT_ID },
    embeds: [{ footer: { text: footerFor(INTERACTION_ID) }, fields: [] }],
    ...told,
  });

describe('the pictures of the message replied to', () => {
  it.each([
    ['a message that replies to none', null],
    ['a forwarded message', { type: MessageReferenceType.Forward }],
  ])('%s gets no pictures from another', async (_name, reference) => {
    const message = strictInstance(Message, { reference });
    expect(await readOf(message)).toEqual(NOTHING);
  });

  it('a reply gets the attachments of the message replied to, in their order', async () => {
    const attachments = new Collection([
      ['0', { name: 'b.exe', size: 1, url: 'https://cdn/b.exe' }],
      ['1', { name: 'a.png', size: 1, url: 'https://cdn/a.png' }],
    ]);
    expect(await readOf(replyTo(async () => replied({ attachments })))).toEqual({
      pictures: ['https://cdn/b.exe', 'https://cdn/a.png'],
      notes: [],
    });
  });

  it('a reply to a card of the bot’s own gets the pictures that the card shows', async () => {
    expect(await readOf(replyTo(async () => card()))).toEqual({
      pictures: [`the card you replied to: ${INTERACTION_ID}`, 'another one'],
      notes: [],
    });
  });

  it('a reply to a card of the Python bot that names no id gets what its interaction shows', async () => {
    const former = card({ embeds: [] });
    const { pictures } = await readOf(
      replyTo(async () => former),
      false,
      null,
      INTERACTION_ID,
    );
    expect(pictures).toEqual([`the card you replied to: ${INTERACTION_ID}`, 'another one']);
  });

  it('a reply notes why a card has no picture for it, and fails while the storage is away', async () => {
    const reply = replyTo(async () => card());
    const noneShown = new AppError({
      code: 'image.none_shown',
      retryable: false,
      userMessage: 'It shows no picture yet.',
    });
    expect(await readOf(reply, false, noneShown)).toEqual({
      pictures: [],
      notes: ['**the card you replied to** was left out. It shows no picture yet.'],
    });
    const away = busy();
    expect(await appErrorOf(readOf(reply, false, away))).toBe(away);
  });

  it('a reply to another message of the bot’s own gets nothing', async () => {
    expect(await readOf(replyTo(async () => card({ embeds: [] })))).toEqual(NOTHING);
  });

  it.each([
    ['is gone', discordApiError(10008), 'It is gone, or I may not read it.'],
    ['could not be fetched', new Error('ECONNRESET'), 'Discord did not give it to me.'],
  ])('a reply notes the true reason where the message %s', async (_name, error, reason) => {
    expect(await readOf(replyTo(() => Promise.reject(error)))).toEqual({
      pictures: [],
      notes: [`**the message you replied to** was left out. ${reason}`],
    });
  });

  it('a reply notes that Discord empties the message replied to, and only where it does', async () => {
    const empty = replied({ content: '' });
    const { pictures, notes } = await readOf(replyTo(async () => empty));
    expect(pictures).toEqual([]);
    expect(notes).toEqual([expect.stringContaining('please attach them')]);
    expect(
      await readOf(
        replyTo(async () => empty),
        true,
      ),
    ).toEqual(NOTHING);
    const direct = replied({ content: '', guild: null });
    expect(await readOf(replyTo(async () => direct))).toEqual(NOTHING);
    expect(await readOf(replyTo(async () => replied({})))).toEqual(NOTHING);
  });
});
