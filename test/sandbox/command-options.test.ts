import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SlashCommandBuilder } from 'discord.js';
import { InputRefused } from '../../src/sandbox/client/input-refused.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { RawBot, request } from './raw-bot.js';

const imagine = new SlashCommandBuilder()
  .setName('imagine')
  .setDescription('Paints')
  .addStringOption((option) =>
    option.setName('prompt').setDescription('What').setRequired(true).setMaxLength(20),
  )
  .addAttachmentOption((option) => option.setName('picture').setDescription('A picture'))
  .addUserOption((option) => option.setName('avatar').setDescription('Whose picture'))
  .addStringOption((option) =>
    option.setName('style').setDescription('A style').setAutocomplete(true),
  )
  .addStringOption((option) =>
    option
      .setName('size')
      .setDescription('How big')
      .addChoices({ name: '2K', value: '2048' }, { name: '4K', value: '4096' }),
  )
  .addIntegerOption((option) =>
    option.setName('count').setDescription('How many').setMinValue(1).setMaxValue(4),
  )
  .addNumberOption((option) => option.setName('strength').setDescription('How strong'))
  .addBooleanOption((option) => option.setName('private').setDescription('For me only'))
  .addChannelOption((option) => option.setName('where').setDescription('Where to'))
  .addRoleOption((option) => option.setName('role').setDescription('For whom'))
  .addMentionableOption((option) => option.setName('whom').setDescription('For whom'));
const config = new SlashCommandBuilder()
  .setName('config')
  .setDescription('Settings')
  .addSubcommand((sub) =>
    sub
      .setName('set')
      .setDescription('Sets one')
      .addStringOption((option) => option.setName('key').setDescription('Which').setRequired(true)),
  );
const file = { name: 'lake.png', bytes: new Uint8Array([1, 2, 3]) };

describe('the options of a command', () => {
  let sandbox: Sandbox;
  let bot: RawBot;

  beforeEach(async () => {
    sandbox = await Sandbox.start({ patient: true });
    bot = await RawBot.identified(sandbox);
    const json = [imagine.toJSON(), config.toJSON()];
    await request(sandbox, 'PUT', `/applications/${sandbox.bot.id}/commands`, { json });
  });
  afterEach(async () => {
    bot.socket.terminate();
    await sandbox.stop();
  });

  /** What the bot receives of a command; the person waits in vain for an answer. */
  const received = async (name: string, options: object): Promise<Record<string, unknown>> => {
    const using = sandbox.user('ann').command(name, { ...options });
    using.catch(() => undefined);
    const { d } = await bot.event('INTERACTION_CREATE');
    return d['data'] as Record<string, unknown>;
  };

  it('an option of each simple kind carries its value and its type', async () => {
    const options = { prompt: 'a cat', size: '2048', count: 3, strength: 0.5, private: true };
    expect(await received('imagine', options)).toEqual({
      id: expect.any(String),
      name: 'imagine',
      type: 1,
      options: [
        { name: 'prompt', type: 3, value: 'a cat' },
        { name: 'size', type: 3, value: '2048' },
        { name: 'count', type: 4, value: 3 },
        { name: 'strength', type: 10, value: 0.5 },
        { name: 'private', type: 5, value: true },
      ],
    });
  });

  it('an option for a file carries its id, and the file, which is on the CDN, is resolved', async () => {
    const data = await received('imagine', { prompt: 'x', picture: file });
    const { resolved } = data as { resolved: { attachments: Record<string, { url: string }> } };
    const [[id, attachment] = ['', { url: '' }]] = Object.entries(resolved.attachments);
    expect(data['options']).toContainEqual({ name: 'picture', type: 11, value: id });
    expect(attachment).toMatchObject({ id, filename: 'lake.png', size: 3, ephemeral: true });
    const bytes = await (await fetch(attachment.url)).arrayBuffer();
    expect(new Uint8Array(bytes)).toEqual(file.bytes);
  });

  it('an option for a member carries their id, and user and membership are resolved', async () => {
    const { id } = sandbox.user('ben');
    const { options, resolved } = await received('imagine', { prompt: 'x', avatar: 'ben' });
    expect(options).toContainEqual({ name: 'avatar', type: 6, value: id });
    const { users, members } = resolved as Record<string, Record<string, object>>;
    expect(users).toMatchObject({ [id]: { id, username: 'ben' } });
    expect(Object.keys(members![id]!)).toEqual(expect.arrayContaining(['permissions', 'roles']));
    expect(Object.keys(members![id]!)).not.toContain('user');
  });

  it('options for channels, roles and both kinds of mentions are resolved, too', async () => {
    const { id: channelId } = sandbox.world.channel('pictures');
    const { id: roleId } = sandbox.world.guild('Studio').roles[0]!;
    const given = { prompt: 'x', where: 'pictures', role: '@everyone', whom: 'cleo' };
    const { options, resolved } = await received('imagine', given);
    expect(options).toMatchObject([
      {},
      { type: 7, value: channelId },
      { type: 8, value: roleId },
      { type: 9, value: sandbox.user('cleo').id },
    ]);
    expect(resolved).toMatchObject({
      channels: { [channelId]: { name: 'pictures', permissions: expect.any(String) } },
      roles: { [roleId]: { name: '@everyone' } },
      users: { [sandbox.user('cleo').id]: { username: 'cleo' } },
    });
  });

  it('the options of a subcommand stand below it', async () => {
    expect(await received('config set', { key: 'style' })).toMatchObject({
      name: 'config',
      options: [{ name: 'set', type: 1, options: [{ name: 'key', value: 'style' }] }],
    });
  });

  it.each([
    ['without one that is required', 'imagine', {}, '"prompt" must be filled in'],
    ['with one that there is not', 'imagine', { prompt: 'x', colour: 'red' }, 'no option "colour"'],
    ['with a text for a number', 'imagine', { prompt: 'x', count: '3' }, 'takes a whole number'],
    ['with a fraction for a whole number', 'imagine', { prompt: 'x', count: 1.5 }, 'whole number'],
    ['with a number out of bounds', 'imagine', { prompt: 'x', count: 5 }, 'takes 1 to 4'],
    ['with a text that is too long', 'imagine', { prompt: 'x'.repeat(21) }, 'takes 0 to 20'],
    ['with a value that is no choice', 'imagine', { prompt: 'x', size: '8K' }, 'does not offer'],
    ['with a text for yes or no', 'imagine', { prompt: 'x', private: 'yes' }, 'true or false'],
    ['with a text for a file', 'imagine', { prompt: 'x', picture: 'lake.png' }, 'takes a file'],
    [
      'with a channel of another server',
      'imagine',
      { prompt: 'x', where: 'lobby' },
      'not a channel',
    ],
    ['with a role that there is not', 'imagine', { prompt: 'x', role: 'nobody' }, 'takes a role'],
    ['without its subcommand', 'config', {}, 'Choose a subcommand'],
    ['with a subcommand that there is not', 'config get', {}, 'no subcommand "get"'],
  ])('a person’s client does not send a command %s', async (_, name, options, reason) => {
    const using = sandbox.user('ann').command(name, options);
    await expect(using).rejects.toThrow(InputRefused);
    await expect(using).rejects.toThrow(reason);
  });

  it('a person’s client does not send a file over 10 MiB', async () => {
    const picture = { name: 'big.png', bytes: new Uint8Array(10 * 1024 * 1024 + 1) };
    const using = sandbox.user('ann').command('imagine', { prompt: 'x', picture });
    await expect(using).rejects.toThrow('"big.png" is over 10 MiB.');
  });

  it('a command that is used in private has a user, and no member', async () => {
    const using = sandbox.user('ann').command('imagine', { prompt: 'x' }, { dm: true });
    using.catch(() => undefined);
    const { d } = await bot.event('INTERACTION_CREATE');
    expect(d).toMatchObject({ user: { username: 'ann' }, context: 1, channel: { type: 1 } });
    expect(d['member']).toBeUndefined();
  });
});
