import { describe, expect, it } from '@jest/globals';
import { ApplicationFlags, ChannelType } from 'discord-api-types/v10';

import { AppError } from '../../../src/platform/app-error.js';
import { discordDiagnoses } from '../../../src/cli/doctor/discord-diagnoses.js';
import { NEEDED_PERMISSIONS } from '../../../src/bot/needed-permissions.js';
import { FakeClock } from '../../support/fake-clock.js';
import { testConfig } from '../../support/test-container.js';

const ALL = String(Object.values(NEEDED_PERMISSIONS).reduce((all, bit) => all | bit, 0n));

const VIEW = NEEDED_PERMISSIONS['View Channels'] ?? 0n;

interface Told {
  readonly flags?: number;
  readonly differenceMs?: number | null;
  readonly answerTakesMs?: number;
  readonly guilds?: { id: string; name: string; permissions: string }[];
  /** Of the bot, in the one channel of each server. */
  readonly permissions?: bigint;
  readonly bot?: { id: string };
  readonly kinds?: Record<string, object>;
  readonly isPublic?: boolean;
  readonly env?: Record<string, string>;
}

async function diagnosesOf(told: Told) {
  const { flags = 0, differenceMs = 0, answerTakesMs = 0, env = {} } = told;
  const { bot, kinds, isPublic, permissions = BigInt(ALL) } = told;
  const { guilds = [{ id: '1', name: 'Home', permissions: ALL }] } = told;
  const clock = new FakeClock();
  const rest = {
    application: async () => {
      const dateMs = differenceMs === null ? null : clock.now() + differenceMs;
      clock.advance(answerTakesMs);
      const more = {
        ...(bot && { bot }),
        ...(kinds && { integration_types_config: kinds }),
        ...(isPublic !== undefined && { bot_public: isPublic }),
      };
      return { value: { id: '7', name: 'Nano', flags, ...more }, dateMs };
    },
    guilds: async () => guilds,
  };
  const channels = {
    of: async (guildId: string, userId: string) => [
      { name: `of-${guildId}-for-${userId}`, type: ChannelType.GuildText, permissions },
    ],
  };
  return discordDiagnoses({ rest, channels }, await testConfig(env), clock);
}

const one = (all: Awaited<ReturnType<typeof diagnosesOf>>, name: string) =>
  all.find(({ what }) => what === name);

describe('the doctor’s diagnoses of Discord', () => {
  it.each([
    [{ isPublic: true }, false, 'anybody can add the bot'],
    [
      { isPublic: true, env: { ALLOWED_SERVERS: '297463612345678901' } },
      true,
      'only in the servers',
    ],
    [{ isPublic: false }, true, 'only you can add the bot'],
  ])('the doctor warns of a public bot that nothing limits: %j', async (told, passed, says) => {
    const found = one(await diagnosesOf(told), 'Public Bot');
    expect(found?.passed).toBe(passed);
    expect(found?.says).toContain(says);
  });

  it('the doctor says that all is well when it is', async () => {
    const all = await diagnosesOf({});
    expect(all.map(({ what, passed }) => [what, passed])).toEqual([
      ['Discord', true],
      ['Clock', true],
      ['Intents', true],
      ['Server Home', true],
      ['Channels of Home', true],
    ]);
  });

  it.each([
    [{ '0': {}, '1': {} }, 'people can take the commands along'],
    [{ '0': {} }, 'switch User Install on'],
  ])('the doctor says of an application with the installations %j: %s', async (kinds, says) => {
    expect(one(await diagnosesOf({ kinds }), 'User install')).toMatchObject({
      passed: true,
      says: expect.stringContaining(says),
    });
  });

  it.each([
    [9_000, 0, true, 'as Discord’s'],
    [-10_500, 0, true, 'as Discord’s'],
    [60_000, 0, false, '60 seconds behind Discord’s'],
    [-61_000, 0, false, '60 seconds ahead of Discord’s'],
    // The date may have been written at any moment of a slow answer.
    [29_000, 30_000, true, 'as Discord’s'],
  ])(
    'the doctor judges a clock that differs by %i ms, asked in %i ms',
    async (differenceMs, answerTakesMs, passed, says) => {
      const clock = one(await diagnosesOf({ differenceMs, answerTakesMs }), 'Clock');
      expect(clock).toMatchObject({ passed, says: expect.stringContaining(says) });
    },
  );

  it('the doctor leaves the clock out where Discord does not tell its own', async () => {
    expect(one(await diagnosesOf({ differenceMs: null }), 'Clock')).toBeUndefined();
  });

  it.each([
    [0, 'false', true],
    [0, 'true', false],
    [ApplicationFlags.GatewayMessageContent, 'true', true],
    [ApplicationFlags.GatewayMessageContentLimited, 'true', true],
  ])(
    'the doctor judges the intent with flags %i and MESSAGE_CONTENT_INTENT=%s',
    async (flags, wanted, passed) => {
      const env = { MESSAGE_CONTENT_INTENT: wanted };
      expect(one(await diagnosesOf({ flags, env }), 'Intents')?.passed).toBe(passed);
    },
  );

  it('the doctor names what is missing in each server', async () => {
    const withoutEmbeds = String(BigInt(ALL) & ~(NEEDED_PERMISSIONS['Embed Links'] ?? 0n));
    const guilds = [
      { id: '1', name: 'Home', permissions: ALL },
      { id: '2', name: 'Away', permissions: withoutEmbeds },
    ];
    const all = await diagnosesOf({ guilds });
    expect(one(all, 'Server Home')?.passed).toBe(true);
    expect(one(all, 'Server Away')).toMatchObject({
      passed: false,
      says: expect.stringContaining('missing: Embed Links.'),
    });
  });

  it.each([
    ['the application’s id, where Discord names no bot', undefined, '#of-1-for-7 ('],
    ['the bot’s own id', { id: '8' }, '#of-1-for-8 ('],
  ])('the doctor asks what the bot may do in channels by %s', async (_by, bot, channel) => {
    const all = await diagnosesOf({ ...(bot && { bot }), permissions: VIEW });
    const channels = one(all, 'Channels of Home');
    expect(channels).toMatchObject({ passed: false, says: expect.stringContaining(channel) });
  });

  it('the doctor says that there is no server yet', async () => {
    const servers = one(await diagnosesOf({ guilds: [] }), 'Servers');
    expect(servers?.says).toContain('nanobanana invite');
  });

  it('the doctor says the error itself, and its cause, when Discord gives no answer', async () => {
    const failure = new AppError({
      code: 'discord.unavailable',
      retryable: true,
      userMessage: 'No answer.',
      cause: new Error('HTTP 503'),
    });
    const rest = { application: () => Promise.reject(failure), guilds: async () => [] };
    const discord = { rest, channels: { of: async () => [] } };
    expect(await discordDiagnoses(discord, await testConfig(), new FakeClock())).toEqual([
      { what: 'Discord', passed: false, says: 'No answer. (HTTP 503)' },
    ]);
  });
});
