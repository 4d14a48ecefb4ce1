import { EventEmitter } from 'node:events';

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Events, type Client } from 'discord.js';

import { answerEditedMentions } from '../../../src/bot/gateway/edited-mentions.js';
import { BOT_ID } from '../../support/gateway-packets.js';
import { RecordingLogger } from '../../support/recording-logger.js';

const NOW_MS = Date.parse('2026-11-24T12:00:00.000Z');

beforeEach(() => void jest.useFakeTimers({ now: NOW_MS }));
afterEach(() => void jest.useRealTimers());

/** A person's edit just now that mentions the bot, unless told otherwise. */
const edit = (told: object = {}) => ({
  t: 'MESSAGE_UPDATE',
  d: {
    id: '5',
    channel_id: '7',
    author: { id: '2' },
    edited_timestamp: new Date(NOW_MS - 1_000).toISOString(),
    mentions: [{ id: BOT_ID }],
    mention_roles: [],
    ...told,
  },
});

function setUp(fetchMessage = async (): Promise<object> => ({ inGuild: () => true })) {
  const read: unknown[] = [];
  const messages = {
    fetch: async (wanted: unknown) => {
      read.push(wanted);
      return fetchMessage();
    },
  };
  const client = Object.assign(new EventEmitter(), {
    user: { id: BOT_ID },
    channels: { fetch: async () => ({ isSendable: () => true, isDMBased: () => true, messages }) },
  });
  const passedOn: unknown[] = [];
  client.on(Events.MessageCreate, (message) => passedOn.push(message));
  const logger = new RecordingLogger();
  answerEditedMentions(client as unknown as Client, logger);
  const tell = async (packet: unknown) => {
    client.emit(Events.Raw, packet, 0);
    await jest.advanceTimersByTimeAsync(0);
  };
  return { read, passedOn, logger, tell };
}

describe('the mentions that edits add', () => {
  it.each([
    ['the bot', edit()],
    ['a role, which may be the bot’s', edit({ mentions: [], mention_roles: ['9'] })],
  ])('a message whose edit mentions %s is read and passed on', async (_whom, packet) => {
    const { read, passedOn, tell } = setUp();
    await tell(packet);
    expect(read).toEqual([{ message: '5', cache: false }]);
    expect(passedOn).toHaveLength(1);
  });

  it.each([
    ['mentions somebody else', edit({ mentions: [{ id: '8' }] })],
    ['is by a bot', edit({ author: { id: '2', bot: true } })],
    ['is no edit but a preview of a link', edit({ edited_timestamp: null })],
    [
      'was edited long ago, and is pinned now',
      edit({ edited_timestamp: new Date(NOW_MS - 3_600_000).toISOString() }),
    ],
    ['lacks every field', { t: 'MESSAGE_UPDATE', d: {} }],
    ['is new', { ...edit(), t: 'MESSAGE_CREATE' }],
  ])('a message that %s is not read', async (_what, packet) => {
    const { read, tell } = setUp();
    await tell(packet);
    expect(read).toEqual([]);
  });

  it('an edited message in a direct channel is not passed on, because it was for the bot before', async () => {
    const { passedOn, tell } = setUp(async () => ({ inGuild: () => false }));
    await tell(edit());
    expect(passedOn).toEqual([]);
  });

  it('an edited message that cannot be read is told in the log, and nowhere else', async () => {
    const { passedOn, logger, tell } = setUp(() => Promise.reject(new Error('no')));
    await tell(edit());
    expect(passedOn).toEqual([]);
    expect(logger.messages('warn')).toEqual(['An edited message could not be read']);
  });

  it('an odd event is told in the log, and ends nothing', async () => {
    const { logger, tell } = setUp();
    await tell({ t: 'MESSAGE_UPDATE', d: null });
    expect(logger.messages('warn')).toEqual(['Odd packet skipped']);
  });
});
