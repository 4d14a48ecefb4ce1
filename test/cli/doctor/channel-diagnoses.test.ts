import { describe, expect, it } from '@jest/globals';
import { ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';

import { AppError } from '../../../src/platform/app-error.js';
import { channelDiagnoses } from '../../../src/cli/doctor/channel-diagnoses.js';
import type { ServerChannel } from '../../../src/bot/gateway/server-channels.js';
import { NEEDED_PERMISSIONS } from '../../../src/bot/needed-permissions.js';
import { FakeClock } from '../../support/fake-clock.js';

const NEEDED = Object.values(NEEDED_PERMISSIONS).reduce((all, bit) => all | bit, 0n);
const ALL = NEEDED | PermissionFlagsBits.Connect;
const { Connect, EmbedLinks, SendMessages, SendMessagesInThreads, ViewChannel } =
  PermissionFlagsBits;

const channel = (name: string, type: ChannelType, taken: bigint): ServerChannel => ({
  name,
  type,
  permissions: ALL & ~taken,
});

const text = (name: string, taken: bigint) => channel(name, ChannelType.GuildText, taken);

const server = (n: number, taken = 0n) => ({
  id: String(n),
  name: `Server ${n}`,
  permissions: String(ALL & ~taken),
});

/** What is said of one server with these channels. */
async function saidOf(channels: readonly ServerChannel[], takenByServer = 0n) {
  const of = async () => [...channels];
  const guilds = [server(1, takenByServer)];
  const [diagnosis, ...others] = await channelDiagnoses(guilds, '7', { of }, new FakeClock());
  expect(others).toEqual([]);
  return diagnosis!;
}

describe('the doctor’s diagnoses of channels', () => {
  it('the doctor says that all is well where the bot can answer wherever it sees', async () => {
    expect(await saidOf([text('general', 0n)])).toEqual({
      what: 'Channels of Server 1',
      passed: true,
      says: 'the bot can answer in all that it sees',
    });
  });

  it('the doctor says of each channel what is missing there, and what to do', async () => {
    const { passed, says } = await saidOf([
      text('general', 0n),
      text('news', SendMessages | EmbedLinks),
      text('art', SendMessagesInThreads),
    ]);
    expect(passed).toBe(false);
    expect(says).toBe(
      'the bot sees these, but something is missing: #news (Send Messages, Embed Links), #art (Send Messages in Threads). In Discord, open Edit Channel, Permissions, and allow that to the bot’s role; or deny it View Channel where it is not wanted.',
    );
  });

  it('the doctor leaves out channels that the bot cannot view, whatever else is missing', async () => {
    expect((await saidOf([text('staff', ViewChannel | SendMessages)])).passed).toBe(true);
  });

  it.each<[string, ChannelType, bigint, boolean]>([
    ['an announcement channel needs all', ChannelType.GuildAnnouncement, SendMessages, false],
    ['a forum is answered in its posts', ChannelType.GuildForum, SendMessages, true],
    ['a forum’s posts are threads', ChannelType.GuildForum, SendMessagesInThreads, false],
    ['so are those of a media channel', ChannelType.GuildMedia, SendMessagesInThreads, false],
    ['a voice chat has no threads', ChannelType.GuildVoice, SendMessagesInThreads, true],
    ['a voice chat needs the rest', ChannelType.GuildVoice, SendMessages, false],
    ['so does a stage', ChannelType.GuildStageVoice, SendMessages, false],
    ['a closed voice channel is hidden', ChannelType.GuildVoice, Connect | SendMessages, true],
    ['nobody writes in a category', ChannelType.GuildCategory, SendMessages, true],
  ])('the doctor minds the kind of channel: %s', async (_what, type, taken, passed) => {
    expect((await saidOf([channel('it', type, taken)])).passed).toBe(passed);
  });

  it('the doctor does not repeat what the whole server lacks', async () => {
    const both = text('news', EmbedLinks | SendMessages);
    const { says } = await saidOf([both], EmbedLinks);
    expect(says).toContain('#news (Send Messages).');
    expect(await saidOf([text('general', EmbedLinks)], EmbedLinks)).toMatchObject({
      passed: true,
      says: 'no channel takes a permission away',
    });
  });

  it('the doctor lists ten channels, and counts the others', async () => {
    const silent = Array.from({ length: 22 }, (_, n) => text(`c${n}`, SendMessages));
    const { says } = await saidOf(silent);
    expect(says).toContain('#c9 (Send Messages), … and 12 more. In Discord');
    expect(says).not.toContain('#c10');
  });

  it('the doctor looks at 25 servers, one after the other, and counts the others', async () => {
    const guilds = Array.from({ length: 30 }, (_, n) => server(n));
    let underWay = 0;
    const asked: string[] = [];
    const of = async (guildId: string) => {
      underWay += 1;
      expect(underWay).toBe(1);
      asked.push(guildId);
      await Promise.resolve();
      underWay -= 1;
      return [];
    };
    const all = await channelDiagnoses(guilds, '7', { of }, new FakeClock());
    expect(asked).toEqual(Array.from({ length: 25 }, (_, n) => String(n)));
    expect(all).toHaveLength(26);
    expect(all.at(-1)).toEqual({
      what: 'Channels',
      passed: true,
      says: 'only those of 25 servers were looked at, not of 5 more',
    });
  });

  it('the doctor says where Discord did not tell, and ends when that takes too long', async () => {
    const clock = new FakeClock();
    const of = async () => {
      clock.advance(25_000);
      throw new AppError({
        code: 'discord.unavailable',
        retryable: true,
        userMessage: 'No answer.',
      });
    };
    const guilds = Array.from({ length: 5 }, (_, n) => server(n));
    const all = await channelDiagnoses(guilds, '7', { of }, clock);
    expect(all.slice(0, 3)).toEqual(
      [0, 1, 2].map((n) => ({
        what: `Channels of Server ${n}`,
        passed: false,
        says: 'No answer.',
      })),
    );
    expect(all.slice(3)).toMatchObject([{ says: expect.stringContaining('not of 2 more') }]);
  });
});
