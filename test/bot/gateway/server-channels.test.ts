import { describe, expect, it, afterEach, beforeEach } from '@jest/globals';
import { ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';

import { ServerChannels } from '../../../src/bot/gateway/server-channels.js';
import { Sandbox } from '../../../src/sandbox/sandbox.js';
import { appErrorOf } from '../../support/app-error-of.js';

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await Sandbox.start();
});
afterEach(async () => {
  await sandbox.stop();
});

async function channelsOf(server: string) {
  const channels = new ServerChannels(sandbox.apiUrl, sandbox.token);
  return channels.of(sandbox.world.guild(server).id, sandbox.bot.id);
}

/** What the bot may do in a channel. */
async function permissionsIn(name: string): Promise<bigint | undefined> {
  return (await channelsOf('Studio')).find((channel) => channel.name === name)?.permissions;
}

describe('the channels of a server', () => {
  it('the channels of a server are all that it has but threads, each with its kind', async () => {
    const found = await channelsOf('Studio');
    expect(found.map(({ name, type }) => [name, type])).toEqual([
      ['general', ChannelType.GuildText],
      ['pictures', ChannelType.GuildText],
    ]);
  });

  it('the channels of a server come with what the bot may do there after all that was taken away', async () => {
    const before = await permissionsIn('general');
    sandbox.denyBot('general', PermissionFlagsBits.EmbedLinks);
    const after = await permissionsIn('general');
    expect(before).toBe(after! | PermissionFlagsBits.EmbedLinks);
    expect(after).not.toBe(before);
    expect(await permissionsIn('pictures')).toBe(before);
  });

  it('the channels of a server are there too where the bot cannot view them', async () => {
    sandbox.denyBot('general', PermissionFlagsBits.ViewChannel);
    expect(await permissionsIn('general')).toBeDefined();
    expect((await permissionsIn('general'))! & PermissionFlagsBits.ViewChannel).toBe(0n);
  });

  it('the channels of a server are not to be had where the bot is not in it', async () => {
    const channels = new ServerChannels(sandbox.apiUrl, sandbox.token);
    const error = await appErrorOf(channels.of('1', sandbox.bot.id));
    expect(error).toMatchObject({ code: 'discord.unavailable', retryable: true });
    expect(error.cause).toMatchObject({ message: 'Unknown Guild' });
  });

  it('the channels of a server are not to be had where nobody answers', async () => {
    const channels = new ServerChannels('http://127.0.0.1:9/api', sandbox.token);
    const error = await appErrorOf(channels.of('1', sandbox.bot.id));
    expect(error.code).toBe('discord.unavailable');
  });
});
