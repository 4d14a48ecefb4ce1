import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Events } from 'discord.js';
import type { TextChannel } from 'discord.js';
import { InteractionFailed } from '../../src/sandbox/interactions/interaction-failed.js';
import { connectBot } from './connected-bot.js';
import type { ConnectedBot } from './connected-bot.js';

describe('the people in the sandbox', () => {
  let bot: ConnectedBot;

  beforeEach(async () => {
    bot = await connectBot();
  });
  afterEach(async () => {
    await bot.stop();
  });

  it('a person waits for a reply with a bound, and is told what the bot did instead', async () => {
    const ann = bot.sandbox.user('ann');
    const message = await ann.mention('a cat');
    await expect(ann.nextReply(message, { timeoutMs: 20 })).rejects.toThrow(
      /a reply to ann's ".* a cat"[\s\S]*GET \/gateway\/bot → 200/,
    );
  });

  it('a person gets each reply once, early ones too', async () => {
    const ann = bot.sandbox.user('ann');
    const message = await ann.mention('a cat');
    const reference = { messageId: message.id, channelId: message.channelId };
    for (const content of ['one', 'two']) {
      bot.sandbox.postAsBot('general', { content, reference });
    }
    expect((await ann.nextReply(message)).content).toBe('one');
    expect((await ann.nextReply(message)).content).toBe('two');
  });

  it('a person waits for a card to change, or learns how it looks instead', async () => {
    const card = bot.sandbox.postAsBot('general', { content: 'old' });
    const { writer } = bot.sandbox;
    const changed = card.changed();
    writer.edit(card.message, { content: 'new' });
    expect((await changed).content).toBe('new');
    await card.changed((now) => now.content === 'new');
    const never = card.changed((now) => now.content === 'newer', { timeoutMs: 20 });
    await expect(never).rejects.toThrow(/did not change as awaited[\s\S]*"content":"new"/);
    const deleted = card.changed((now) => now.content === 'newer');
    writer.remove(card.message);
    await expect(deleted).rejects.toThrow('It was deleted.');
    expect(card.isDeleted).toBe(true);
  });

  it('a person sees a click fail when the bot does not answer in three seconds', async () => {
    const card = bot.sandbox.postAsBot('general', { content: 'card' });
    const received = new Promise((resolve) => {
      bot.client.once(Events.InteractionCreate, resolve);
    });
    const click = bot.sandbox.user('ann').clickRaw(card, { customId: 'forged' });
    await received;
    bot.sandbox.clock.advance(3000);
    await expect(click).rejects.toBeInstanceOf(InteractionFailed);
  });

  it('a person cannot click what is not there', async () => {
    const card = bot.sandbox.postAsBot('general', { content: 'card' });
    const ann = bot.sandbox.user('ann');
    await expect(ann.click(card, 'Next')).rejects.toThrow('no button "Next"');
    await expect(ann.select(card, 'Neon')).rejects.toThrow('No select of this message has "Neon"');
  });

  it('a person gets followups that only they can see, one after the other', async () => {
    bot.client.once(Events.InteractionCreate, (interaction) => {
      const answer = async (): Promise<void> => {
        if (interaction.isButton()) {
          await interaction.deferUpdate();
          await interaction.followUp({ content: 'one', flags: 64 });
          await interaction.followUp({ content: 'two', flags: 64 });
        }
      };
      void answer();
    });
    const card = bot.sandbox.postAsBot('general', { content: 'card' });
    const ann = bot.sandbox.user('ann');
    expect((await ann.clickRaw(card, { customId: 'x' })).kind).toBe('deferredUpdate');
    expect((await ann.nextEphemeral()).content).toBe('one');
    expect((await ann.nextEphemeral()).content).toBe('two');
    expect(ann.ephemerals).toHaveLength(2);
  });

  it('a person cannot write where they are no member, nor delete what is not theirs', async () => {
    const ben = bot.sandbox.user('ben');
    await expect(ben.say('hello', { channel: 'lobby' })).rejects.toThrow('cannot write in lobby');
    const card = bot.sandbox.postAsBot('general', { content: 'card' });
    expect(() => ben.deleteMessage(card)).toThrow('may not delete');
  });

  it('a person is mentioned only as far as the message allows', async () => {
    const { sandbox, client } = bot;
    const channel = (await client.channels.fetch(
      sandbox.world.channel('general').id,
    )) as TextChannel;
    const content = `<@${sandbox.user('ann').id}> <@${sandbox.user('ben').id}> @everyone`;
    const allowedMentions = { users: [sandbox.user('ann').id] };
    const { id } = await channel.send({ content, allowedMentions });
    const message = sandbox.world.message(id);
    expect(message.mentionIds).toEqual([sandbox.user('ann').id]);
    expect(message.mentionEveryone).toBe(false);
    expect(message.allowedMentions).toEqual(allowedMentions);
    const open = sandbox.world.message((await channel.send(content)).id);
    expect(open).toMatchObject({ mentionEveryone: true });
    expect(open.mentionIds).toHaveLength(2);
  });

  it('a person who replies to a message pings its author', async () => {
    const card = bot.sandbox.postAsBot('general', { content: 'card' });
    const reply = await bot.sandbox.user('ann').say('nice', { replyTo: card });
    expect(reply.message.mentionIds).toEqual([bot.sandbox.bot.id]);
  });

  it('a person pages through a channel as the bot does', async () => {
    const ann = bot.sandbox.user('ann');
    const sent = [];
    for (const text of ['1', '2', '3', '4', '5']) {
      sent.push((await ann.mention(text)).id);
    }
    const [first, second, third, fourth, fifth] = sent as [string, string, string, string, string];
    const channel = (await bot.client.channels.fetch(
      bot.sandbox.world.channel('general').id,
    )) as TextChannel;
    const fetchIds = async (page: object) => [...(await channel.messages.fetch(page)).keys()];
    expect(await fetchIds({ limit: 2 })).toEqual([fifth, fourth]);
    expect(await fetchIds({ limit: 2, before: fourth })).toEqual([third, second]);
    expect(await fetchIds({ limit: 2, after: first })).toEqual([third, second]);
    expect(await fetchIds({ limit: 3, around: third })).toEqual([fourth, third, second]);
  });
});
