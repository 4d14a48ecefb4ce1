import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { RESTJSONErrorCodes } from 'discord-api-types/v10';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { RawBot } from './raw-bot.js';

describe('deletions in the sandbox', () => {
  let sandbox: Sandbox;
  let bot: RawBot;

  beforeEach(async () => {
    sandbox = await Sandbox.start({ patient: true });
    bot = await RawBot.identified(sandbox);
  });
  afterEach(async () => {
    bot.socket.terminate();
    await sandbox.stop();
  });

  const get = async (path: string) => {
    const headers = { authorization: `Bot ${sandbox.token}` };
    const answer = await fetch(`${sandbox.apiUrl}/v10${path}`, { headers });
    return answer.json();
  };

  it('several messages that are deleted at once are told of in one event, and are gone', async () => {
    const ann = sandbox.user('ann');
    const said = [await ann.say('one'), await ann.say('two')];
    const channel = sandbox.world.channel('general');
    sandbox.writer.removeAll(
      channel,
      said.map(({ message }) => message),
    );
    const { d } = await bot.event('MESSAGE_DELETE_BULK');
    expect(d).toEqual({
      ids: said.map(({ id }) => id),
      channel_id: channel.id,
      guild_id: channel.guildId,
    });
    expect(await get(`/channels/${channel.id}/messages`)).toEqual([]);
  });

  it('a channel that is deleted is told of, and is unknown with its messages and threads', async () => {
    const channel = sandbox.world.channel('pictures');
    const thread = sandbox.world.channel('kittens');
    const { id } = await sandbox.user('ann').say('hello', { channel: 'pictures' });
    sandbox.writer.removeChannel(channel);
    const { d } = await bot.event('CHANNEL_DELETE');
    expect(d).toMatchObject({ id: channel.id, guild_id: channel.guildId, type: 0 });
    for (const place of [channel, thread])
      expect(await get(`/channels/${place.id}`)).toMatchObject({
        code: RESTJSONErrorCodes.UnknownChannel,
      });
    expect(sandbox.world.messages.has(id)).toBe(false);
  });

  it('a thread that is deleted is told of as a thread', async () => {
    const thread = sandbox.world.channel('kittens');
    sandbox.writer.removeChannel(thread);
    const { d } = await bot.event('THREAD_DELETE');
    expect(d).toEqual({
      id: thread.id,
      guild_id: thread.guildId,
      parent_id: thread.parentId,
      type: thread.type,
    });
  });

  it('a bot that is removed from a guild is told so, and reaches nothing there until it is invited again', async () => {
    const { id } = sandbox.world.guild('Studio');
    const channel = sandbox.world.channel('general');
    sandbox.removeBot('Studio');
    expect((await bot.event('GUILD_DELETE')).d).toEqual({ id });
    expect(await get(`/channels/${channel.id}`)).toMatchObject({
      code: RESTJSONErrorCodes.MissingAccess,
    });
    const before = bot.received.length;
    sandbox.inviteBot('Studio');
    await bot.next(({ t, s }) => t === 'GUILD_CREATE' && (s ?? 0) >= before - 1);
    expect(await get(`/channels/${channel.id}`)).toMatchObject({ id: channel.id });
  });

  it('an outage of a guild is told of as one, and the bot stays a member', async () => {
    const guild = sandbox.world.guild('Studio');
    sandbox.world.events.emit({ kind: 'guildOutage', guild, userId: sandbox.bot.id });
    expect((await bot.event('GUILD_DELETE')).d).toEqual({ id: guild.id, unavailable: true });
    expect(guild.members.has(sandbox.bot.id)).toBe(true);
  });
});
