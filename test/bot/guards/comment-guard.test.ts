import { describe, expect, it } from '@jest/globals';
import { Collection, Message } from 'discord.js';
import type { Client } from 'discordx';

import { CommentGuard } from '../../../src/bot/guards/comment-guard.js';
import type { Subject } from '../../../src/bot/guards/error-guard.js';
import { RecordingLogger } from '../../support/recording-logger.js';
import { strictDouble, strictInstance } from '../../support/strict-double.js';

const NONE = new Collection();

/** A reply that mentions the bot by itself alone, with these reactions. */
function comment(told: object, pencil?: object) {
  const reacted: string[] = [];
  const cache = new Collection(
    pencil ? [['✏️', { emoji: { name: '✏️' }, count: 1, me: true, ...pencil }]] : [],
  );
  const message = strictInstance(Message, {
    id: '50',
    author: { id: '20', bot: false },
    client: { user: { id: '1' } },
    system: false,
    webhookId: null,
    guild: { members: { me: null } },
    channelId: '7',
    channel: { isDMBased: () => false, permissionsFor: () => null },
    reference: { messageId: '5' },
    content: 'nice one',
    mentions: { users: new Collection([['1', {}]]), roles: NONE },
    attachments: NONE,
    stickers: NONE,
    messageSnapshots: NONE,
    reactions: { cache },
    react: async (emoji: string) => void reacted.push(emoji),
    ...told,
  });
  return { message, reacted };
}

async function pass(subject: Subject) {
  const logger = new RecordingLogger();
  let isPassed = false;
  const next = async () => {
    isPassed = true;
  };
  await new CommentGuard(logger).guard(subject, strictDouble<Client>('Client', {}), next, {});
  return { isPassed, logger };
}

describe('the guard of comments', () => {
  it('the guard marks a comment with a pencil, and lets it through to nobody', async () => {
    const { message, reacted } = comment({});
    expect((await pass([message])).isPassed).toBe(false);
    expect(reacted).toEqual(['✏️']);
  });

  it('the guard marks a comment once', async () => {
    const { message, reacted } = comment({}, {});
    expect((await pass([message])).isPassed).toBe(false);
    expect(reacted).toEqual([]);
  });

  it('the guard lets a comment through once who wrote it has pressed the pencil', async () => {
    const users = { fetch: async () => new Collection([['20', {}]]) };
    const { message, reacted } = comment({}, { count: 2, users });
    expect((await pass([message])).isPassed).toBe(true);
    expect(reacted).toEqual([]);
  });

  it.each([
    ['a mention', [comment({ content: '<@1> in winter' }).message]],
    ['a message for somebody else', [comment({ mentions: { users: NONE, roles: NONE } }).message]],
    ['another event', ['an event']],
  ])('the guard lets %s through', async (_what, subject) => {
    expect((await pass(subject)).isPassed).toBe(true);
  });

  it('the guard takes a comment for one where Discord does not say who pressed the pencil', async () => {
    const users = { fetch: () => Promise.reject(new Error('ECONNRESET')) };
    const { message } = comment({}, { count: 2, users });
    const { isPassed, logger } = await pass([message]);
    expect(isPassed).toBe(false);
    expect(logger.messages('warn')).toEqual(['Who pressed a pencil could not be read']);
  });
});
