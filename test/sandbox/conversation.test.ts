import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  ActionRowBuilder,
  AttachmentBuilder,
  ButtonBuilder,
  ButtonStyle,
  EmbedBuilder,
  Events,
  MessageFlags,
  ModalBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import type { ButtonInteraction, Interaction, Message, MessageCreateOptions } from 'discord.js';
import { connectBot } from './connected-bot.js';
import type { ConnectedBot } from './connected-bot.js';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

function card(picture = 'first.png'): MessageCreateOptions {
  const buttons = new ActionRowBuilder<ButtonBuilder>().addComponents(
    new ButtonBuilder().setCustomId('next').setLabel('Next').setStyle(ButtonStyle.Primary),
    new ButtonBuilder().setCustomId('edit').setEmoji('✏️').setStyle(ButtonStyle.Secondary),
    new ButtonBuilder()
      .setCustomId('off')
      .setLabel('Off')
      .setDisabled(true)
      .setStyle(ButtonStyle.Danger),
  );
  const select = new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(
    new StringSelectMenuBuilder()
      .setCustomId('style')
      .addOptions({ label: 'Pixel Art', value: 'pixel' }, { label: 'Neon', value: 'neon' }),
  );
  return {
    embeds: [
      new EmbedBuilder()
        .setTitle('A cat')
        .setImage(`attachment://${picture}`)
        .setFooter({ text: 'a footer' }),
    ],
    components: [buttons, select],
    files: [new AttachmentBuilder(PNG, { name: picture })],
  };
}

describe('a discord.js bot in the sandbox', () => {
  let bot: ConnectedBot;

  beforeEach(async () => {
    bot = await connectBot();
  });
  afterEach(async () => {
    await bot.stop();
  });

  const onMessage = (handler: (message: Message) => Promise<unknown>): void => {
    bot.client.on(Events.MessageCreate, (message) => {
      if (!message.author.bot) {
        void handler(message);
      }
    });
  };
  const onInteraction = (handler: (interaction: Interaction) => Promise<unknown>): void => {
    bot.client.on(Events.InteractionCreate, (interaction) => void handler(interaction));
  };
  const onButton = (handler: (interaction: ButtonInteraction) => Promise<unknown>): void => {
    onInteraction(async (interaction) => interaction.isButton() && handler(interaction));
  };
  const getCard = async () => {
    onMessage(async (message) => message.reply(card()));
    const ann = bot.sandbox.user('ann');
    return { ann, shown: await ann.nextReply(await ann.mention('a cat')) };
  };

  it('the bot knows its guilds, channels and threads once it is ready', () => {
    const names = bot.client.guilds.cache.map((guild) => guild.name);
    expect(names.toSorted()).toEqual(['Atelier', 'Studio']);
    const kittens = bot.client.channels.cache.find(
      (channel) => 'name' in channel && channel.name === 'kittens',
    );
    expect(kittens?.isThread()).toBe(true);
  });

  it('the bot gets a mention with its content and file and answers it with a card', async () => {
    const seen: Message[] = [];
    onMessage(async (message) => {
      seen.push(message);
      await message.reply(card());
    });
    const ann = bot.sandbox.user('ann');
    const message = await ann.mention('a cat', { files: [{ name: 'my photo.png', bytes: PNG }] });
    const reply = await ann.nextReply(message);
    expect(seen[0]?.content).toBe(`<@${bot.client.user.id}> a cat`);
    expect(seen[0]?.attachments.first()).toMatchObject({
      name: 'my_photo.png',
      contentType: 'image/png',
      width: 1,
      size: PNG.length,
    });
    expect(reply.title).toBe('A cat');
    expect(reply.footer).toBe('a footer');
    expect(reply.buttons.map(({ label }) => label)).toEqual(['Next', '✏️', 'Off']);
    expect(reply.selectOptions.map(({ value }) => value)).toEqual(['pixel', 'neon']);
    expect(Buffer.from(await reply.picture())).toEqual(PNG);
    expect(reply.pictureName).toBe('first.png');
  });

  it('the bot updates the clicked card with a new picture, and the old one is gone', async () => {
    const { ann, shown } = await getCard();
    onButton(async (interaction) => {
      const { embeds, files } = card('second.png');
      await interaction.update({ embeds: embeds!, files: files!, attachments: [] });
    });
    const [before] = shown.files;
    const answer = await ann.click(shown, 'Next');
    expect(answer.kind).toBe('update');
    expect(shown.files.map(({ name }) => name)).toEqual(['second.png']);
    expect(shown.pictureName).toBe('second.png');
    expect((await fetch(before!.url)).status).toBe(404);
  });

  it('the bot answers only the clicker with an ephemeral message', async () => {
    const { ann, shown } = await getCard();
    onButton(async (interaction) =>
      interaction.reply({ content: 'Only for you.', flags: MessageFlags.Ephemeral }),
    );
    const answer = await ann.click(shown, 'Next');
    expect(answer.ephemeral?.content).toBe('Only for you.');
    expect(bot.sandbox.user('ben').ephemerals).toEqual([]);
    expect(() => bot.sandbox.user('ben').sees(answer.ephemeral!.id)).toThrow('cannot see');
    const channel = await bot.client.channels.fetch(shown.channelId);
    const fetched = channel?.isTextBased() === true && channel.messages.fetch(answer.ephemeral!.id);
    await expect(fetched).rejects.toMatchObject({ code: 10_008 });
  });

  it('the bot opens a modal whose submit is an interaction of its own', async () => {
    const { ann, shown } = await getCard();
    onInteraction(async (interaction) => {
      if (interaction.isButton()) {
        const input = new TextInputBuilder()
          .setCustomId('prompt')
          .setLabel('Prompt')
          .setStyle(TextInputStyle.Paragraph)
          .setValue('a cat');
        const row = new ActionRowBuilder<TextInputBuilder>().addComponents(input);
        const modal = new ModalBuilder().setCustomId('edit-modal').setTitle('Edit Prompt');
        await interaction.showModal(modal.addComponents(row));
      } else if (interaction.isModalSubmit() && interaction.isFromMessage()) {
        const title = interaction.fields.getTextInputValue('prompt');
        await interaction.update({ embeds: [new EmbedBuilder().setTitle(title)] });
      }
    });
    const modal = await ann.openModal(shown, '✏️');
    expect(modal.title).toBe('Edit Prompt');
    expect(modal.inputs[0]).toMatchObject({ customId: 'prompt', label: 'Prompt', value: 'a cat' });
    const answer = await modal.submit({ prompt: 'a dog' });
    expect(answer.kind).toBe('update');
    expect(shown.title).toBe('a dog');
  });

  it('a person chooses an option by its label', async () => {
    const { ann, shown } = await getCard();
    onInteraction(async (interaction) => {
      if (interaction.isStringSelectMenu()) {
        await interaction.deferUpdate();
        await interaction.editReply({ content: `Chosen: ${interaction.values.join()}` });
      }
    });
    const answer = await ann.select(shown, 'Neon');
    expect(answer.kind).toBe('deferredUpdate');
    await shown.changed((now) => now.content === 'Chosen: neon');
  });

  it('the bot lets another person use the card', async () => {
    const { shown } = await getCard();
    onButton(async (interaction) => interaction.reply(`Hello ${interaction.user.username}`));
    const answer = await bot.sandbox.user('ben').click(shown, 'Next');
    expect(answer.message?.content).toBe('Hello ben');
  });

  it('the sandbox refuses to click a disabled button unless it is forced', async () => {
    const { ann, shown } = await getCard();
    onButton(async (interaction) => interaction.reply('forced'));
    await expect(ann.click(shown, 'Off')).rejects.toThrow('disabled');
    expect((await ann.click(shown, 'Off', { force: true })).message?.content).toBe('forced');
  });

  it('the bot hears a direct message and answers it', async () => {
    onMessage(async (message) => message.reply(`You said: ${message.content}`));
    const ben = bot.sandbox.user('ben');
    const reply = await ben.nextReply(await ben.dm('hello'));
    expect(reply.content).toBe('You said: hello');
  });

  it('the bot reacts, types and sees reactions', async () => {
    onMessage(async (message) => {
      await message.react('🎨');
      if ('sendTyping' in message.channel) {
        await message.channel.sendTyping();
      }
    });
    const reacted = new Promise((resolve) => {
      bot.client.on(Events.MessageReactionAdd, (reaction, user) => {
        if (user.id !== bot.client.user.id) {
          resolve(reaction.emoji.name);
        }
      });
    });
    const ann = bot.sandbox.user('ann');
    const message = await ann.mention('hi', { channel: 'kittens' });
    await message.reacted('🎨');
    ann.react(message, '👍');
    expect(await reacted).toBe('👍');
    expect(message.reactedBy('🎨')).toEqual([bot.client.user.id]);
  });
});
