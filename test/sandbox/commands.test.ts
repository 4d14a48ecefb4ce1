import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Client as DiscordxClient } from 'discordx';
import {
  ApplicationCommandType,
  ContextMenuCommandBuilder,
  Events,
  GatewayIntentBits,
  MessageFlags,
  SlashCommandBuilder,
} from 'discord.js';
import type { Interaction } from 'discord.js';
import { connectBot } from './connected-bot.js';
import type { ConnectedBot } from './connected-bot.js';
import { Greeting } from './greeting.js';
import { request } from './raw-bot.js';

const status = new SlashCommandBuilder().setName('status').setDescription('How the bot is');
const paint = new SlashCommandBuilder()
  .setName('paint')
  .setDescription('Paints')
  .addStringOption((option) =>
    option.setName('style').setDescription('A style').setAutocomplete(true).setRequired(true),
  )
  .addIntegerOption((option) => option.setName('count').setDescription('How many'));
const restyle = new ContextMenuCommandBuilder()
  .setName('Restyle this')
  .setType(ApplicationCommandType.Message);

describe('commands', () => {
  let bot: ConnectedBot;

  beforeEach(async () => {
    bot = await connectBot();
  });
  afterEach(async () => {
    await bot.stop();
  });

  const onInteraction = (handler: (interaction: Interaction) => Promise<unknown>): void => {
    bot.client.on(Events.InteractionCreate, (interaction) => void handler(interaction));
  };
  const commands = () => bot.client.application.commands;

  it('a command is invoked once it is registered, and is answered ephemerally', async () => {
    await commands().set([status.toJSON()]);
    onInteraction(
      async (interaction) =>
        interaction.isChatInputCommand() &&
        interaction.reply({
          content: `${interaction.commandName} fine`,
          flags: MessageFlags.Ephemeral,
        }),
    );
    const answer = await bot.sandbox.user('ann').command('status');
    expect(answer.ephemeral?.content).toBe('status fine');
  });

  it('a command cannot be invoked before it is registered', async () => {
    await expect(bot.sandbox.user('ann').command('status')).rejects.toThrow(
      'No command "status" is registered here.',
    );
  });

  it('a command gets its options with the registered types, and completes them', async () => {
    await commands().set([paint.toJSON()]);
    onInteraction(async (interaction) => {
      if (interaction.isAutocomplete()) {
        const typed = interaction.options.getFocused();
        await interaction.respond([{ name: `${typed}…`, value: 'neon' }]);
      } else if (interaction.isChatInputCommand()) {
        const style = interaction.options.getString('style', true);
        await interaction.reply(`${style} × ${interaction.options.getInteger('count', true)}`);
      }
    });
    const ann = bot.sandbox.user('ann');
    const { choices } = await ann.complete('paint', 'style', { style: 'ne' });
    expect(choices).toMatchObject([{ name: 'ne…', value: 'neon' }]);
    const { message } = await ann.command('paint', { style: 'neon', count: 3 });
    expect(message?.content).toBe('neon × 3');
  });

  it('a command of a message’s menu gets that message', async () => {
    await commands().set([restyle.toJSON()]);
    onInteraction(
      async (interaction) =>
        interaction.isMessageContextMenuCommand() &&
        interaction.reply(`Restyling “${interaction.targetMessage.content}”`),
    );
    const bens = await bot.sandbox.user('ben').say('a hat');
    const { message } = await bot.sandbox.user('ann').menu(bens, 'Restyle this');
    expect(message?.content).toBe('Restyling “a hat”');
  });

  it('a command that is answered late shows "thinking" first', async () => {
    await commands().set([status.toJSON()]);
    onInteraction(async (interaction) => {
      if (interaction.isChatInputCommand()) {
        await interaction.deferReply();
        await interaction.editReply('done');
        await interaction.followUp('and more');
      }
    });
    const ann = bot.sandbox.user('ann');
    const { kind, message } = await ann.command('status', {}, { channel: 'lobby' });
    expect(kind).toBe('deferredMessage');
    await message!.changed((now) => now.content === 'done' && !now.isLoading);
    const followup = await ann.nextMessage('lobby');
    expect([followup.content, followup.repliesTo]).toEqual(['and more', message!.id]);
  });

  it('commands keep their ids when they are registered again, changed one by one, and deleted', async () => {
    const before = await commands().set([status.toJSON(), paint.toJSON()]);
    const after = await commands().set([status.setDescription('Changed').toJSON()]);
    const id = before.find(({ name }) => name === 'status')!.id;
    expect(after.map((command) => [command.id, command.description])).toEqual([[id, 'Changed']]);
    await commands().edit(id, { description: 'Edited' });
    expect((await commands().fetch(id)).description).toBe('Edited');
    await commands().delete(id);
    expect((await commands().fetch()).size).toBe(0);
    await expect(commands().fetch(id)).rejects.toMatchObject({ code: 10_063 });
  });

  it('an Entry Point command stays unless it is deleted itself: the sandbox refuses a list without it', async () => {
    const path = `/applications/${bot.sandbox.bot.id}/commands`;
    const json = { name: 'launch', type: 4, handler: 2 };
    const { body } = await request(bot.sandbox, 'POST', path, { json });
    expect(body).toMatchObject(json);
    const without = await request(bot.sandbox, 'PUT', path, { json: [paint.toJSON()] });
    expect(without).toMatchObject({ status: 400, body: { code: 50_240 } });
    const both = await request(bot.sandbox, 'PUT', path, { json: [paint.toJSON(), json] });
    expect(both.body).toMatchObject([{ name: 'paint' }, { id: body['id'], handler: 2 }]);
    await request(bot.sandbox, 'DELETE', `${path}/${String(body['id'])}`);
    expect((await request(bot.sandbox, 'PUT', path, { json: [] })).status).toBe(200);
  });

  it('the commands of one guild exist only there', async () => {
    const guild = bot.client.guilds.cache.find(({ name }) => name === 'Atelier')!;
    await guild.commands.create(status.toJSON());
    onInteraction(async (interaction) => interaction.isRepliable() && interaction.reply('here'));
    const ann = bot.sandbox.user('ann');
    await expect(ann.command('status')).rejects.toThrow('No command');
    expect((await ann.command('status', {}, { channel: 'lobby' })).message?.content).toBe('here');
  });

  it.each([
    ['an upper case name', { name: 'Status', description: 'x' }, 'name'],
    ['a name over 32', { name: 'x'.repeat(33), description: 'x' }, 'name'],
    ['no description', { name: 'status' }, 'description'],
    ['a description over 100', { name: 'status', description: 'x'.repeat(101) }, 'description'],
    ['a menu command with a description', { name: 'A', type: 3, description: 'x' }, 'description'],
  ])('the sandbox refuses a command with %s', async (_, body, field) => {
    const path = `/applications/${bot.sandbox.bot.id}/commands`;
    const answer = await request(bot.sandbox, 'POST', path, { json: body });
    expect(answer).toMatchObject({ status: 400, body: { code: 50_035 } });
    expect(Object.keys(answer.body['errors'] as object)).toEqual([field]);
  });

  it('discordx registers commands, unchanged ones without a new version, and runs them', async () => {
    const start = async (): Promise<DiscordxClient> => {
      const client = new DiscordxClient({
        intents: [GatewayIntentBits.Guilds],
        rest: { api: bot.sandbox.apiUrl, cdn: bot.sandbox.origin },
        silent: true,
      });
      const ready = new Promise((resolve) => {
        client.once(Events.ClientReady, resolve);
      });
      await client.login(bot.sandbox.token);
      await ready;
      await client.initApplicationCommands();
      return client;
    };
    const first = await start();
    const registered = [
      ...bot.sandbox.world.commandScope(bot.sandbox.bot.id, null).commands.values(),
    ];
    await first.destroy();
    const second = await start();
    second.on(Events.InteractionCreate, (interaction) => second.executeInteraction(interaction));
    const again = [...bot.sandbox.world.commandScope(bot.sandbox.bot.id, null).commands.values()];
    const { message } = await bot.sandbox.user('ann').command('greet');
    await second.destroy();
    expect(registered).toMatchObject([{ name: 'greet', description: 'Says hello' }]);
    expect(again).toEqual(registered);
    expect(message?.content).toBe(`${Greeting.name} says hello`);
  });
});
