import { describe, expect, it } from '@jest/globals';
import { Message, PermissionsBitField, type PermissionResolvable } from 'discord.js';

import { answerMessage } from '../../../../src/bot/cards/answering/answer-message.js';
import { strictInstance } from '../../../support/strict-double.js';

/** What is sent in answer to a message in a channel with these permissions. */
async function sent(permissions: PermissionResolvable, answer: object): Promise<unknown[]> {
  const calls: unknown[] = [];
  const record = (how: string) => async (options: object) => void calls.push([how, options]);
  const message = strictInstance(Message, {
    client: { user: { id: '1' } },
    channelId: '7',
    channel: {
      isDMBased: () => false,
      isThread: () => false,
      isSendable: () => true,
      permissionsFor: () => new PermissionsBitField(permissions),
      send: record('send'),
    },
    guild: { members: { me: null } },
    url: 'https://discord.test/7/50',
    reply: record('reply'),
  });
  await answerMessage(message, answer);
  return calls;
}

describe('the answer to a message', () => {
  it('the answer is a reply, which Discord refuses where the message is gone', async () => {
    expect(await sent(['SendMessages', 'ReadMessageHistory'], { content: 'hello' })).toEqual([
      ['reply', { content: 'hello', failIfNotExists: true }],
    ]);
  });

  it('the answer links to the message where the bot may not read the history', async () => {
    const link = 'In answer to https://discord.test/7/50';
    expect(await sent('SendMessages', { content: 'hello', nonce: '5' })).toEqual([
      ['send', { content: `${link}\nhello`, nonce: '5' }],
    ]);
    expect(await sent('SendMessages', { embeds: [] })).toEqual([
      ['send', { content: link, embeds: [] }],
    ]);
  });
});
