import { describe, expect, it } from '@jest/globals';
import { Collection, Message } from 'discord.js';

import {
  isForBot,
  isHidden,
  mentionNames,
} from '../../../../src/bot/intake/mention/mention-names.js';
import { strictInstance } from '../../../support/strict-double.js';

const GUILD = { members: { me: { roles: { botRole: { id: '10' } } } } };

interface Mentions {
  readonly users?: readonly string[];
  readonly roles?: readonly string[];
}

const byId = (ids: readonly string[]) => new Collection(ids.map((id) => [id, { id }]));

function message({ users = [], roles = [] }: Mentions, told: object = {}): Message {
  return strictInstance(Message, {
    author: { bot: false },
    client: { user: { id: '1' } },
    guild: GUILD,
    system: false,
    webhookId: null,
    content: '',
    attachments: new Collection(),
    mentions: { users: byId(users), roles: byId(roles), everyone: true },
    ...told,
  });
}

describe('a message for the bot', () => {
  it.each([
    ['a mention of the bot', message({ users: ['1'] })],
    ['a mention of the bot’s own role', message({ roles: ['10'] })],
    ['a mention of the bot among others', message({ users: ['2', '1', '3'] })],
    ['any direct message', message({}, { guild: null })],
    [
      'a mention where the bot has no role of its own',
      message({ users: ['1'] }, { guild: { members: { me: { roles: { botRole: null } } } } }),
    ],
  ])('%s is a message for the bot', (_name, each) => {
    expect(isForBot(each)).toBe(true);
  });

  it.each([
    ['a message for everyone', message({})],
    ['a mention of someone else', message({ users: ['2'] })],
    ['a mention of another role', message({ roles: ['20'] })],
    ['a message from a bot', message({ users: ['1'] }, { author: { bot: true } })],
    ['a message from a webhook', message({ users: ['1'] }, { webhookId: '5' })],
    ['a notice of Discord', message({ users: ['1'] }, { system: true })],
    ['a direct message of a bot', message({}, { guild: null, author: { bot: true } })],
    [
      'a message where the bot is not known yet',
      message({ roles: ['10'] }, { guild: { members: { me: null } } }),
    ],
  ])('%s is no message for the bot', (_name, each) => {
    expect(isForBot(each)).toBe(false);
  });
});

describe('the content of a message', () => {
  it('a message is hidden where only the role is mentioned and nothing came', () => {
    expect(isHidden(message({ roles: ['10'] }))).toBe(true);
  });

  it.each([
    ['the bot user is mentioned', message({ users: ['1'], roles: ['10'] })],
    ['it came with a text', message({ roles: ['10'] }, { content: '<@&10> hello' })],
    [
      'it came with a file',
      message({ roles: ['10'] }, { attachments: new Collection([['0', {}]]) }),
    ],
    ['it is a direct message', message({}, { guild: null })],
  ])('a message is not hidden where %s', (_name, each) => {
    expect(isHidden(each)).toBe(false);
  });
});

describe('the names behind the mentions of a message', () => {
  it('the names behind mentions are those that people see there', () => {
    const each = message(
      {},
      {
        mentions: {
          users: new Collection([
            ['1', { id: '1', displayName: 'Nano Banana' }],
            ['2', { id: '2', displayName: 'ann' }],
          ]),
          members: new Collection([['2', { displayName: 'Ann of the server' }]]),
          roles: new Collection([['20', { id: '20', name: 'artists' }]]),
          channels: new Collection([
            ['30', { id: '30', name: 'gallery' }],
            ['31', { id: '31' }],
          ]),
        },
      },
    );
    expect(mentionNames(each)).toEqual({
      bot: new Set(['1', '10']),
      users: new Map([
        ['1', 'Nano Banana'],
        ['2', 'Ann of the server'],
      ]),
      roles: new Map([['20', 'artists']]),
      channels: new Map([
        ['30', 'gallery'],
        ['31', 'dm'],
      ]),
    });
  });
});
