import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { RawBot, request } from './raw-bot.js';
import { GatewayIntentBits } from 'discord-api-types/v10';

const file = { name: 'a.png', bytes: new Uint8Array([1, 2, 3]) };

describe('message content without the privileged intent', () => {
  let sandbox: Sandbox;
  let bot: RawBot;

  beforeEach(async () => {
    sandbox = await Sandbox.start();
    bot = await RawBot.identified(sandbox);
  });
  afterEach(async () => {
    bot.socket.terminate();
    await sandbox.stop();
  });

  it('the content is empty in messages that are not for the bot', async () => {
    await sandbox.user('ann').say('secret', { files: [file] });
    expect((await bot.event('MESSAGE_CREATE')).d).toMatchObject({
      content: '',
      attachments: [],
      embeds: [],
      components: [],
    });
  });

  it('the content is whole in mentions', async () => {
    await sandbox.user('ann').mention('a cat', { files: [file] });
    expect((await bot.event('MESSAGE_CREATE')).d).toMatchObject({
      content: `<@${sandbox.bot.id}> a cat`,
      attachments: [{ filename: 'a.png' }],
    });
  });

  it('the content is whole in direct messages, which tell their channel’s type', async () => {
    await sandbox.user('ann').dm('a cat');
    expect((await bot.event('MESSAGE_CREATE')).d).toMatchObject({
      content: 'a cat',
      channel_type: 1,
    });
  });

  it('the content is whole in the bot’s own messages', async () => {
    sandbox.postAsBot('general', { content: 'mine' });
    expect((await bot.event('MESSAGE_CREATE')).d['content']).toBe('mine');
  });

  it('the content is empty in a third person’s message that a mention replies to', async () => {
    const bens = await sandbox.user('ben').say('my photo', { files: [file] });
    const mention = await sandbox.user('ann').mention('make it blue', { replyTo: bens });
    const { d } = await bot.next(({ d: data }) => data['id'] === mention.id);
    expect(d).toMatchObject({
      content: `<@${sandbox.bot.id}> make it blue`,
      referenced_message: { id: bens.id, content: '', attachments: [] },
    });
  });

  it('the content is whole in the bot’s own message that a mention replies to', async () => {
    const card = sandbox.postAsBot('general', { content: 'card', files: [file] });
    const mention = await sandbox.user('ann').mention('again', { replyTo: card });
    const { d } = await bot.next(({ d: data }) => data['id'] === mention.id);
    expect(d).toMatchObject({
      referenced_message: { content: 'card', attachments: [{ filename: 'a.png' }] },
    });
  });

  it('the content is empty by REST as well', async () => {
    const { channelId, id } = await sandbox.user('ann').say('secret');
    const answer = await request(sandbox, 'GET', `/channels/${channelId}/messages/${id}`);
    expect(answer.body['content']).toBe('');
  });

  it('the content comes whole to an application that has the intent and asks for it', async () => {
    const open = await Sandbox.start({ messageContent: true });
    const reader = await RawBot.identified(
      open,
      GatewayIntentBits.GuildMessages | GatewayIntentBits.MessageContent,
    );
    await open.user('ann').say('not secret');
    expect((await reader.event('MESSAGE_CREATE')).d['content']).toBe('not secret');
    reader.socket.terminate();
    await open.stop();
  });
});
