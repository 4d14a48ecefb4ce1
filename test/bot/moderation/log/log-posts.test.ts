import type { Client } from 'discordx';
import { describe, expect, it } from '@jest/globals';

import { LogCleanup } from '../../../../src/bot/moderation/log/log-cleanup.js';
import { LogPosts } from '../../../../src/bot/moderation/log/log-posts.js';
import { ModerationEntries } from '../../../../src/persistence/moderation-entries.js';
import { ModerationChannels } from '../../../../src/persistence/moderation-channels.js';
import { Notes } from '../../../../src/persistence/notes.js';
import { InFlight } from '../../../../src/platform/in-flight.js';
import { discordApiError } from '../../../support/discord-doubles.js';
import { LOG_CHANNEL, moderationEntry } from '../../../support/moderation.js';
import { RecordingLogger } from '../../../support/recording-logger.js';
import { openTestDatabase } from '../../../support/test-database.js';

const GUILD = '300000000000000003';
const DAY_MS = 86_400_000;
const GONE_CHANNEL = '400000000000000099';

interface Sent {
  readonly content: string;
  readonly nonce: string;
}

async function setUp({ fails }: { readonly fails?: () => void } = {}) {
  const { dataSource, clock } = await openTestDatabase();
  const entries = new ModerationEntries(dataSource);
  const sent: Sent[] = [];
  const deleted: string[] = [];
  const channel = {
    isSendable: () => true,
    isTextBased: () => true,
    send: async (message: Sent) => {
      fails?.();
      sent.push(message);
      return { id: `6${sent.length}` };
    },
    messages: {
      delete: async (id: string) => {
        fails?.();
        deleted.push(id);
      },
    },
  };
  const client = {
    options: { shards: [0], shardCount: 1 },
    channels: {
      fetch: async (id: string) => (id === GONE_CHANNEL ? null : channel),
      cache: new Map(),
    },
  } as unknown as Client;
  const logger = new RecordingLogger();
  const channels = new ModerationChannels(new Notes(dataSource));
  await channels.choose(GUILD, LOG_CHANNEL);
  const posts = new LogPosts(client, entries, channels, new InFlight(), logger);
  const config = { log: { folder: null, days: 30, withPrompts: false } };
  const cleanup = new LogCleanup(client, entries, config, clock, logger);
  const note = (key: string, channelId = LOG_CHANNEL) =>
    entries.add(moderationEntry({ key, at: new Date(clock.now()).toISOString() }), channelId);
  return { entries, channels, posts, cleanup, sent, deleted, note, clock, logger, dataSource };
}

const refusing = (code: number) => () => {
  throw discordApiError(code);
};

const RUNS = new AbortController().signal;

describe('the posts of the moderation log', () => {
  it('entries that wait together share messages, each is posted once, and its nonce is its own', async () => {
    const { posts, sent, note } = await setUp();
    for (let n = 0; n < 7; n += 1) await note(`key ${n}`);
    await Promise.all([posts.post(GUILD), posts.post(GUILD), posts.postWaiting()]);
    expect(sent.map(({ content }) => content.split('\n').length)).toEqual([4, 3]);
    expect(new Set(sent.map(({ nonce }) => nonce)).size).toBe(2);
    expect(sent[0]?.nonce).toHaveLength(25);
  });

  it('what cannot be posted waits for the next time, and nobody hears of it', async () => {
    let isDown = true;
    const fails = () => {
      if (isDown) throw discordApiError(50013);
    };
    const { posts, sent, note, logger, entries } = await setUp({ fails });
    await note('key');
    await posts.post(GUILD);
    expect(logger.messages('warn')).toEqual(['The moderation log could not be posted']);
    expect(await entries.guildsWaiting()).toEqual([GUILD]);
    isDown = false;
    await posts.postWaiting();
    expect(sent).toHaveLength(1);
  });
});

describe('the posts of a log that moves or meets a kill', () => {
  it('what waits for a channel that is gone is posted in the one that the server chose then', async () => {
    const { posts, sent, note, channels, entries } = await setUp();
    await channels.choose(GUILD, GONE_CHANNEL);
    await note('old', GONE_CHANNEL);
    await posts.post(GUILD);
    expect(sent).toEqual([]);
    await channels.choose(GUILD, LOG_CHANNEL);
    await note('new');
    await posts.post(GUILD);
    expect(sent.map(({ content }) => content.split('\n').length)).toEqual([2]);
    expect(await entries.before('2027', '', 9)).toMatchObject([
      { key: 'new', channelId: LOG_CHANNEL, messageId: '61' },
      { key: 'old', channelId: LOG_CHANNEL, messageId: '61' },
    ]);
  });

  it('an entry that joins one whose post a kill cut off is posted with a nonce of its own', async () => {
    const { posts, sent, note, entries, dataSource } = await setUp();
    await note('a');
    await posts.post(GUILD);
    // The process died before the row knew its message.
    await dataSource.query('UPDATE moderation_entries SET message_id = NULL');
    await note('b');
    await posts.post(GUILD);
    expect(new Set(sent.map(({ nonce }) => nonce)).size).toBe(2);
    expect(await entries.guildsWaiting()).toEqual([]);
  });
});

describe('the cleanup of the moderation log', () => {
  it('what is older than its days goes, with its message', async () => {
    const { posts, cleanup, deleted, note, clock, entries } = await setUp();
    await note('old');
    await posts.post(GUILD);
    clock.advance(30 * DAY_MS);
    await note('new');
    await posts.post(GUILD);
    await cleanup.run(RUNS);
    expect(deleted).toEqual([]);
    clock.advance(1);
    await cleanup.run(RUNS);
    expect(deleted).toEqual(['61']);
    expect([await entries.has('old'), await entries.has('new')]).toEqual([false, true]);
  });

  it('a message that is gone already, or an entry that was never posted, keeps no row', async () => {
    const { cleanup, note, clock, entries } = await setUp({ fails: refusing(10008) });
    await note('posted');
    await entries.setPosted(await entries.waiting(GUILD, 9), {
      channelId: LOG_CHANNEL,
      messageId: '61',
    });
    await note('never');
    clock.advance(31 * DAY_MS);
    await cleanup.run(RUNS);
    expect([await entries.has('posted'), await entries.has('never')]).toEqual([false, false]);
  });

  it('a message that cannot be deleted is tried again for a week', async () => {
    const { cleanup, note, clock, entries } = await setUp({ fails: refusing(50001) });
    await note('key');
    await entries.setPosted(await entries.waiting(GUILD, 9), {
      channelId: LOG_CHANNEL,
      messageId: '61',
    });
    clock.advance(31 * DAY_MS);
    await cleanup.run(RUNS);
    expect(await entries.has('key')).toBe(true);
    clock.advance(7 * DAY_MS);
    await cleanup.run(RUNS);
    expect(await entries.has('key')).toBe(false);
  });
});
