import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { denyInChannel } from '../../src/sandbox/world/permissions.js';
import { button, row } from './bodies.js';
import { RawBot, request } from './raw-bot.js';
import { RawInteractions } from './raw-interactions.js';

const EVERYWHERE = { integration_types: [0, 1], contexts: [0, 1, 2] };
const COMMANDS = [
  { name: 'imagine', description: 'Paints', ...EVERYWHERE },
  { name: 'Edit this picture', type: 3, ...EVERYWHERE },
  { name: 'status', description: 'How it is', integration_types: [0], contexts: [0, 1] },
  { name: 'mine', description: 'Mine', integration_types: [1], contexts: [1, 2] },
  {
    name: 'admin',
    description: 'For some',
    default_member_permissions: String(PermissionFlagsBits.ManageGuild),
  },
];
const CARD = { content: 'card', components: [row(button('next', { label: 'Next' }))] };

describe('an application that a person has installed', () => {
  let sandbox: Sandbox;
  let bot: RawBot;
  let interactions: RawInteractions;

  beforeEach(async () => {
    sandbox = await Sandbox.start({ patient: true });
    bot = await RawBot.identified(sandbox);
    interactions = new RawInteractions(sandbox, bot);
    const path = `/applications/${sandbox.bot.id}/commands`;
    await request(sandbox, 'PUT', path, { json: COMMANDS });
    sandbox.removeBot('Atelier');
    sandbox.user('ann').installBot();
  });
  afterEach(async () => {
    bot.socket.terminate();
    await sandbox.stop();
  });

  /** A command of Ann's in the lobby of Atelier, where the bot is not. */
  const inLobby = () => sandbox.user('ann').command('imagine', {}, { channel: 'lobby' });

  it('a command can be used where the bot is not, and says through whom and where', async () => {
    const ann = sandbox.user('ann');
    const { payload } = await interactions.next(inLobby());
    const { id: guildId } = sandbox.world.guild('Atelier');
    expect(payload).toMatchObject({
      context: 0,
      guild_id: guildId,
      guild: { id: guildId },
      member: { user: { id: ann.id } },
      channel: { name: 'lobby' },
      authorizing_integration_owners: { 1: ann.id },
      attachment_size_limit: 10 * 1024 * 1024,
    });
    expect(payload['authorizing_integration_owners']).not.toHaveProperty('0');
    const permissions = BigInt(String(payload['app_permissions']));
    expect(permissions & PermissionFlagsBits.AttachFiles).not.toBe(0n);
  });

  it('a command that both have installed names both', async () => {
    const ann = sandbox.user('ann');
    const { payload } = await interactions.next(ann.command('imagine'));
    const { id: guildId } = sandbox.world.guild('Studio');
    expect(payload['authorizing_integration_owners']).toEqual({ 0: guildId, 1: ann.id });
    const inPrivate = await interactions.next(ann.command('imagine', {}, { dm: true }));
    expect(inPrivate.payload).toMatchObject({
      context: 1,
      authorizing_integration_owners: { 0: '0', 1: ann.id },
    });
  });

  it('a command can be used in private with another person, of whom the bot is told nothing', async () => {
    const ann = sandbox.user('ann');
    const interaction = await interactions.next(ann.command('imagine', {}, { dm: 'ben' }));
    expect(interaction.payload).toMatchObject({
      context: 2,
      user: { username: 'ann' },
      channel: { type: 1 },
      authorizing_integration_owners: { 1: ann.id },
    });
    expect(interaction.payload).not.toHaveProperty('guild_id');
    await interaction.answer({ type: 4, data: CARD });
    const path = `/channels/${String(interaction.payload['channel_id'])}`;
    expect(await request(sandbox, 'GET', path)).toMatchObject({ body: { code: 50_001 } });
  });

  it.each([
    ['a person who has not installed it', 'ben', 'imagine', { dm: 'cleo' }],
    ['a command that is for servers with the bot', 'ann', 'status', { channel: 'lobby' }],
    ['a command that is not for servers', 'ann', 'mine', {}],
    ['a command for which the person lacks a permission', 'ben', 'admin', {}],
  ])('a command is not there for %s', async (_, who, name, place) => {
    const using = sandbox.user(who).command(name, {}, place);
    await expect(using).rejects.toThrow(`No command "${name}" is registered here.`);
  });

  it('a command is gone from everywhere else when the person removes the application', async () => {
    sandbox.user('ann').installBot(false);
    await expect(inLobby()).rejects.toThrow('No command "imagine" is registered here.');
    expect((await interactions.next(sandbox.user('ann').command('imagine'))).payload).toMatchObject(
      {
        context: 0,
      },
    );
  });

  it('a bot has no route of a channel where it is not, and can still answer and edit by the token', async () => {
    const using = inLobby();
    const interaction = await interactions.next(using);
    await interaction.answer({ type: 5 });
    const { message } = await using;
    expect((await interaction.edit(CARD)).status).toBe(200);
    expect(message!.content).toBe('card');
    const { id } = sandbox.world.channel('lobby');
    const paths = [
      ['GET', `/channels/${id}`],
      ['GET', `/channels/${id}/messages/${message!.id}`],
      ['POST', `/channels/${id}/messages`],
      ['PATCH', `/channels/${id}/messages/${message!.id}`],
      ['DELETE', `/channels/${id}/messages/${message!.id}`],
      ['POST', `/channels/${id}/typing`],
    ] as const;
    for (const [method, path] of paths)
      expect(
        await request(sandbox, method, path, method === 'GET' ? {} : { json: { content: 'x' } }),
      ).toMatchObject({ status: 403, body: { code: 50_001 } });
    const guild = `/guilds/${sandbox.world.guild('Atelier').id}`;
    expect(await request(sandbox, 'GET', guild)).toMatchObject({ body: { code: 10_004 } });
  });

  it('a bot hears nothing of the messages where it is not, not even of its own', async () => {
    await (await interactions.next(inLobby())).answer({ type: 4, data: CARD });
    await sandbox.user('cleo').mention('hello', { channel: 'lobby' });
    const heard = await sandbox.user('ann').mention('hello');
    const { d } = await bot.event('MESSAGE_CREATE');
    expect(d['id']).toBe(heard.id);
  });

  it('a bot gets five followups for each interaction there, and five more with the next click', async () => {
    const using = inLobby();
    const first = await interactions.next(using);
    await first.answer({ type: 4, data: CARD });
    const { message } = await using;
    for (const n of [1, 2, 3, 4, 5])
      expect((await first.followUp({ content: `${n}` })).status).toBe(200);
    expect(await first.followUp({ content: '6' })).toMatchObject({
      status: 400,
      body: { code: 40_094 },
    });
    expect((await first.edit({ content: 'edits are free' })).status).toBe(200);
    const second = await interactions.next(sandbox.user('cleo').click(message!, 'Next'));
    await second.answer({ type: 6 });
    expect((await second.followUp({ content: '6' })).status).toBe(200);
  });

  it('a bot gets as many followups as it likes where it is a member', async () => {
    const interaction = await interactions.next(sandbox.user('ann').command('imagine'));
    await interaction.answer({ type: 4, data: CARD });
    for (const n of [1, 2, 3, 4, 5, 6])
      expect((await interaction.followUp({ content: `${n}` })).status).toBe(200);
  });

  it('a click of another person names who installed the application, and has a token that counts anew', async () => {
    const using = inLobby();
    await (await interactions.next(using)).answer({ type: 4, data: CARD });
    const { message } = await using;
    sandbox.clock.advance(60 * 60 * 1000);
    const click = await interactions.next(sandbox.user('cleo').click(message!, 'Next'));
    expect(click.payload).toMatchObject({
      member: { user: { username: 'cleo' } },
      authorizing_integration_owners: { 1: sandbox.user('ann').id },
    });
    await click.answer({ type: 6 });
    expect((await click.edit({ content: 'an hour later' })).status).toBe(200);
  });

  it('a message’s menu is there where the bot is not, and carries the message', async () => {
    const cleos = await sandbox.user('cleo').say('my lake', { channel: 'lobby' });
    const using = sandbox.user('ann').menu(cleos, 'Edit this picture');
    expect((await interactions.next(using)).payload).toMatchObject({
      data: { resolved: { messages: { [cleos.id]: { content: 'my lake' } } } },
    });
  });

  it('every answer is ephemeral for a person who may not use external apps there', async () => {
    const ann = sandbox.user('ann');
    const lobby = sandbox.world.channel('lobby');
    denyInChannel(sandbox.world, lobby, ann.id, PermissionFlagsBits.UseExternalApps);
    const using = inLobby();
    const interaction = await interactions.next(using);
    await interaction.answer({ type: 5 });
    expect((await using).ephemeral?.isLoading).toBe(true);
    await interaction.edit({ content: 'done' });
    await interaction.followUp({ content: 'more' });
    expect(ann.ephemerals.map(({ content }) => content)).toEqual(['done', 'more']);
  });

  it('a person who has installed the application can be written to without a common server', async () => {
    const ann = sandbox.user('ann');
    sandbox.removeBot('Studio');
    const opened = await request(sandbox, 'POST', '/users/@me/channels', {
      json: { recipient_id: ann.id },
    });
    const path = `/channels/${String(opened.body['id'])}/messages`;
    expect((await request(sandbox, 'POST', path, { json: { content: 'hi' } })).status).toBe(200);
    ann.installBot(false);
    expect(await request(sandbox, 'POST', path, { json: { content: 'hi' } })).toMatchObject({
      body: { code: 50_278 },
    });
  });
});
