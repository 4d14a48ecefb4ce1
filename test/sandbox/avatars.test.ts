import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { encode } from 'fast-png';
import { SlashCommandBuilder } from 'discord.js';
import type { ChatInputCommandInteraction, GuildMember } from 'discord.js';
import { setAvatar } from '../../src/sandbox/world/avatars.js';
import { connectBot } from './connected-bot.js';
import type { ConnectedBot } from './connected-bot.js';

const portrait = (gray: number) =>
  encode({ width: 2, height: 2, data: new Uint8Array(12).fill(gray), channels: 3 });
const look = new SlashCommandBuilder()
  .setName('look')
  .setDescription('Looks')
  .addUserOption((option) => option.setName('avatar').setDescription('Whose picture'));
const bytesAt = async (url: string) => new Uint8Array(await (await fetch(url)).arrayBuffer());

describe('the pictures of people', () => {
  let bot: ConnectedBot;

  beforeEach(async () => {
    bot = await connectBot();
    await bot.client.application.commands.set([look.toJSON()]);
  });
  afterEach(async () => {
    await bot.stop();
  });

  /** What the bot learns of Ben from an option of Ann's command. */
  const looked = async () => {
    const received = new Promise<ChatInputCommandInteraction>((resolve) => {
      bot.client.once('interactionCreate', (interaction) => {
        if (interaction.isChatInputCommand()) resolve(interaction);
      });
    });
    bot.sandbox
      .user('ann')
      .command('look', { avatar: 'ben' })
      .catch(() => undefined);
    const { options } = await received;
    return { user: options.getUser('avatar', true), member: options.getMember('avatar') };
  };

  it('a person’s picture is on the CDN under the link that a library makes of its hash', async () => {
    setAvatar(bot.sandbox.world, 'ben', portrait(10));
    const { user } = await looked();
    expect(await bytesAt(user.displayAvatarURL({ extension: 'png' }))).toEqual(portrait(10));
    expect(await bytesAt(user.displayAvatarURL({ size: 512 }))).toEqual(portrait(10));
  });

  it('a member’s picture in one server comes before their own', async () => {
    setAvatar(bot.sandbox.world, 'ben', portrait(10));
    setAvatar(bot.sandbox.world, 'ben', portrait(20), 'Studio');
    const member = (await looked()).member as GuildMember;
    expect(await bytesAt(member.displayAvatarURL({ extension: 'png' }))).toEqual(portrait(20));
  });

  it('a person without a picture has one of Discord’s', async () => {
    const response = await fetch((await looked()).user.displayAvatarURL());
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/png']);
  });

  it('a picture that is no longer worn is gone', async () => {
    setAvatar(bot.sandbox.world, 'ben', portrait(10));
    const url = (await looked()).user.displayAvatarURL();
    setAvatar(bot.sandbox.world, 'ben', portrait(20));
    expect((await fetch(url)).status).toBe(404);
  });
});
