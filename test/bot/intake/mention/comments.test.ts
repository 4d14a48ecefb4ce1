import { describe, expect, it } from '@jest/globals';
import { Collection, Message, MessageReferenceType } from 'discord.js';

import {
  isComment,
  isMarked,
  isMeant,
  PENCIL,
} from '../../../../src/bot/intake/mention/comments.js';
import { strictInstance } from '../../../support/strict-double.js';

const ONE = new Collection([['0', {}]]);
const NONE = new Collection();

function message(told: object = {}): Message {
  return strictInstance(Message, {
    author: { id: '20' },
    client: { user: { id: '1' } },
    guild: { members: { me: { roles: { botRole: { id: '10' } } } } },
    reference: { messageId: '5' },
    content: 'nice one',
    mentions: { roles: NONE },
    attachments: NONE,
    stickers: NONE,
    messageSnapshots: NONE,
    ...told,
  });
}

describe('a comment', () => {
  it('a reply without a mention in its text and without pictures is a comment', () => {
    expect(isComment(message())).toBe(true);
    expect(isComment(message({ content: 'nice one, <@2>' }))).toBe(true);
  });

  it.each([
    ['no reply', { reference: null }],
    ['a forward', { reference: { type: MessageReferenceType.Forward } }],
    ['a direct message', { guild: null }],
    ['a mention of the bot', { content: 'in winter <@1>' }],
    ['a mention of the bot in the former way of writing', { content: '<@!1> in winter' }],
    ['a mention of the bot’s role', { mentions: { roles: new Collection([['10', {}]]) } }],
    ['a file', { attachments: ONE }],
    ['a sticker', { stickers: ONE }],
  ])('a message that is or has %s is no comment', (_what, told) => {
    expect(isComment(message(told))).toBe(false);
  });
});

/** A comment with reactions; `pressed` are the ids of who pressed the pencil. */
function reacted(emoji: { name: string; count: number; me: boolean }, pressed: string[] = []) {
  const asked: unknown[] = [];
  const fetch = async (page: unknown) => {
    asked.push(page);
    return new Collection(pressed.map((id) => [id, {}]));
  };
  const { name, count, me } = emoji;
  const cache = new Collection([[name, { emoji: { name }, count, me, users: { fetch } }]]);
  return { asked, comment: message({ reactions: { cache } }) };
}

describe('the pencil of a comment', () => {
  it('the pencil says that a comment is meant when who wrote it has pressed it', async () => {
    const { asked, comment } = reacted({ name: PENCIL, count: 3, me: true }, ['20']);
    expect(await isMeant(comment)).toBe(true);
    expect(asked).toEqual([{ after: '19', limit: 1 }]);
  });

  it('the pencil says nothing when others have pressed it', async () => {
    const { comment } = reacted({ name: PENCIL, count: 2, me: true }, ['30']);
    expect(await isMeant(comment)).toBe(false);
  });

  it.each([
    [{ name: PENCIL, count: 1, me: true }, true],
    [{ name: '👍', count: 5, me: true }, false],
  ])('the pencil is asked of nobody where the reactions are %j', async (emoji, marked) => {
    const { asked, comment } = reacted(emoji);
    expect([await isMeant(comment), isMarked(comment)]).toEqual([false, marked]);
    expect(asked).toEqual([]);
  });
});
