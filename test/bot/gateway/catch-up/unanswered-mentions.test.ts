import { describe, expect, it } from '@jest/globals';
import { ChannelType, Collection, Message } from 'discord.js';

import { unansweredMentions } from '../../../../src/bot/gateway/catch-up/unanswered-mentions.js';

const BOT = '1';

function message(id: string, told: object = {}): Message {
  return Object.assign(
    Object.create(Message.prototype, { client: { value: { user: { id: BOT } } } }),
    {
      id,
      author: { id: '2', bot: false },
      system: false,
      webhookId: null,
      mentions: { users: new Collection([[BOT, {}]]), roles: new Collection() },
      reference: null,
      ...told,
    },
  ) as Message;
}

const place = (type: ChannelType, guild: object | null) => ({
  channel: { value: { type } },
  guild: { value: guild },
});

const inGuild = (id: string, told?: object) =>
  Object.defineProperties(
    message(id, told),
    place(ChannelType.GuildText, { members: { me: { roles: { botRole: null } } } }),
  );

describe('the unanswered mentions of a channel', () => {
  it('the unanswered mentions are told oldest first, without those that have a reply, of whatever kind', () => {
    const reply = inGuild('110', {
      author: { id: BOT, bot: true },
      reference: { messageId: '101' },
    });
    const page = [reply, inGuild('103'), inGuild('102'), inGuild('101')];
    expect(unansweredMentions(page, 0n).map(({ id }) => id)).toEqual(['102', '103']);
  });

  it('the unanswered mentions are those that would be answered live, and not older than asked for', () => {
    const smallTalk = { mentions: { users: new Collection(), roles: new Collection() } };
    const direct = Object.defineProperties(message('104', smallTalk), place(ChannelType.DM, null));
    const page = [
      direct,
      inGuild('103', smallTalk),
      inGuild('102', { author: { id: '3', bot: true } }),
      inGuild('101'),
      inGuild('100'),
    ];
    expect(unansweredMentions(page, 100n).map(({ id }) => id)).toEqual(['101', '104']);
  });

  it('the unanswered mentions are not answered by another person’s reply', () => {
    const reply = inGuild('110', { reference: { messageId: '101' } });
    expect(unansweredMentions([reply, inGuild('101')], 0n)).toHaveLength(2);
  });
});
