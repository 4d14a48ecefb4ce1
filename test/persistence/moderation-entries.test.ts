import { describe, expect, it } from '@jest/globals';

import { ModerationChannels } from '../../src/persistence/moderation-channels.js';
import { ModerationEntries } from '../../src/persistence/moderation-entries.js';
import { Notes } from '../../src/persistence/notes.js';
import { LOG_CHANNEL, moderationEntry } from '../support/moderation.js';
import { openTestDatabase } from '../support/test-database.js';

const GUILD = '300000000000000003';

async function setUp() {
  const { dataSource } = await openTestDatabase();
  return {
    dataSource,
    entries: new ModerationEntries(dataSource),
    channels: new ModerationChannels(new Notes(dataSource)),
  };
}

describe('the entries of the moderation log', () => {
  it('an entry is noted once, and waits with the oldest first until it is posted', async () => {
    const { entries } = await setUp();
    const later = moderationEntry({ key: 'a', at: '2026-11-30T13:00:00.000Z' });
    const first = moderationEntry({ key: 'b' });
    for (const entry of [later, first, first]) await entries.add(entry, LOG_CHANNEL);
    await entries.add(moderationEntry({ key: 'b', verdict: 'another' }), null);
    expect(await entries.has('b')).toBe(true);
    expect(await entries.has('c')).toBe(false);
    expect(await entries.waiting(GUILD, 10)).toEqual([first, later]);
    expect(await entries.waiting(GUILD, 1)).toHaveLength(1);
    expect(await entries.guildsWaiting()).toEqual([GUILD]);
    await entries.setPosted(await entries.waiting(GUILD, 9), {
      channelId: LOG_CHANNEL,
      messageId: '61',
    });
    expect(await entries.waiting(GUILD, 10)).toEqual([]);
    expect(await entries.guildsWaiting()).toEqual([]);
  });

  it('entries that cannot be read hold up nothing that comes after them', async () => {
    const { entries, dataSource } = await setUp();
    for (const key of ['a', 'b', 'c']) await entries.add(moderationEntry({ key }), LOG_CHANNEL);
    await dataSource.query(`UPDATE moderation_entries SET entry = '{}' WHERE entry_key < 'c'`);
    expect(await entries.waiting(GUILD, 2)).toEqual([moderationEntry({ key: 'c' })]);
    expect(await entries.guildsWaiting()).toEqual([GUILD]);
  });

  it('an entry for files alone, or of a direct message, is posted nowhere', async () => {
    const { entries } = await setUp();
    await entries.add(moderationEntry({ key: 'a' }), null);
    await entries.add(moderationEntry({ key: 'b', guildId: null }), null);
    expect(await entries.guildsWaiting()).toEqual([]);
    expect(await entries.waiting(GUILD, 10)).toEqual([]);
  });

  it('the message of an entry that was forgotten while it was posted is found as well', async () => {
    const { entries } = await setUp();
    for (const key of ['a', 'b']) await entries.add(moderationEntry({ key }), LOG_CHANNEL);
    const waiting = await entries.waiting(GUILD, 9);
    await entries.remove(['a']);
    await entries.setPosted(waiting, { channelId: LOG_CHANNEL, messageId: '61' });
    await entries.setPosted([], { channelId: LOG_CHANNEL, messageId: '62' });
    expect(await entries.before('2027', '', 9)).toMatchObject([
      { key: 'b', messageId: '61' },
      { key: 'forgotten 61', channelId: LOG_CHANNEL, messageId: '61', guildId: null },
    ]);
  });

  it('old entries are found in pages with where they were posted, and removed', async () => {
    const { entries } = await setUp();
    await entries.add(moderationEntry({ key: 'a' }), LOG_CHANNEL);
    await entries.add(moderationEntry({ key: 'b' }), null);
    await entries.add(moderationEntry({ key: 'c', at: '2026-12-01T12:00:00.000Z' }), null);
    await entries.setPosted(await entries.waiting(GUILD, 9), {
      channelId: LOG_CHANNEL,
      messageId: '61',
    });
    const time = '2026-12-01T00:00:00.000Z';
    const posted = { guildId: GUILD, channelId: LOG_CHANNEL, messageId: '61' };
    expect(await entries.before(time, '', 1)).toMatchObject([{ key: 'a', ...posted }]);
    expect(await entries.before(time, 'a', 9)).toMatchObject([{ key: 'b', messageId: null }]);
    await entries.remove(['a']);
    await entries.remove([]);
    expect(await entries.before(time, '', 9)).toMatchObject([{ key: 'b' }]);
    await entries.removeBefore(time);
    expect([await entries.has('b'), await entries.has('c')]).toEqual([false, true]);
  });
});

it('the channel of a server’s log is the one that was chosen last, until it is taken away', async () => {
  const { channels } = await setUp();
  expect(await channels.of(GUILD)).toBeNull();
  await channels.choose(GUILD, '91');
  await channels.choose(GUILD, LOG_CHANNEL);
  expect(await channels.of(GUILD)).toBe(LOG_CHANNEL);
  expect(await channels.of('301')).toBeNull();
  await channels.remove(GUILD);
  expect(await channels.of(GUILD)).toBeNull();
});
