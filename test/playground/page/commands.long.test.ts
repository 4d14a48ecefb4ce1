import { expect, it } from '@jest/globals';
import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  ContextMenuCommandBuilder,
  Events,
  InteractionContextType,
  MessageFlags,
  ModalBuilder,
  SlashCommandBuilder,
} from 'discord.js';
import type { Interaction } from 'discord.js';

import { createClient, logIn } from '../../sandbox/connected-bot.js';
import { endAfterTest } from '../../support/endings.js';
import { PageWorld } from './support/page-world.js';

const imagine = new SlashCommandBuilder()
  .setName('imagine')
  .setDescription('Paints')
  .addStringOption((option) =>
    option.setName('prompt').setDescription('What to paint').setRequired(true),
  )
  .addStringOption((option) =>
    option.setName('style').setDescription('A style').setAutocomplete(true),
  )
  .addAttachmentOption((option) => option.setName('picture').setDescription('A picture'))
  .addUserOption((option) => option.setName('avatar').setDescription('Whose picture'))
  .addIntegerOption((option) =>
    option.setName('count').setDescription('How many').setMinValue(1).setMaxValue(4),
  )
  .addBooleanOption((option) => option.setName('private').setDescription('For me only'));
const everywhere = new SlashCommandBuilder()
  .setName('everywhere')
  .setDescription('Answers where the bot is not')
  .setIntegrationTypes(ApplicationIntegrationType.UserInstall)
  .setContexts(InteractionContextType.Guild, InteractionContextType.BotDM);
const edit = new ContextMenuCommandBuilder()
  .setName('Edit this picture')
  .setType(ApplicationCommandType.Message);
const form = new ModalBuilder()
  .setCustomId('edit')
  .setTitle('Edit this picture')
  .addLabelComponents((label) =>
    label
      .setLabel('What is to change?')
      .setTextInputComponent((input) => input.setCustomId('prompt').setStyle(1)),
  );

const STYLES = ['Neon noir', 'Neon sign', 'Oil'];

async function answer(interaction: Interaction): Promise<void> {
  if (interaction.isAutocomplete()) {
    const typed = interaction.options.getFocused().toLowerCase();
    const found = STYLES.filter((name) => name.toLowerCase().startsWith(typed));
    await interaction.respond(found.map((name) => ({ name, value: name.replace(' ', '_') })));
  } else if (interaction.isChatInputCommand() && interaction.commandName === 'everywhere') {
    await interaction.reply('I am here as well.');
  } else if (interaction.isChatInputCommand()) {
    const { options } = interaction;
    const told = [
      options.getString('prompt', true),
      options.getString('style'),
      options.getAttachment('picture')?.name,
      options.getUser('avatar')?.username,
      options.getInteger('count'),
    ].join(', ');
    const isPrivate = options.getBoolean('private') ?? false;
    await interaction.reply({ content: told, ...(isPrivate && { flags: MessageFlags.Ephemeral }) });
  } else if (interaction.isMessageContextMenuCommand()) {
    await interaction.showModal(form);
  } else if (interaction.isModalSubmit()) {
    await interaction.reply(`Changed: ${interaction.fields.getTextInputValue('prompt')}`);
  }
}

/** A page in which another program than the bot answers the bot's commands. */
async function withCommands() {
  const world = await PageWorld.start();
  const [ann, ben] = [await world.open('ann'), await world.open('ben')];
  const { sandbox, bot } = world.playground;
  bot.stop();
  await sandbox.botOffline();
  const client = await logIn(createClient(sandbox), sandbox.token);
  endAfterTest(() => client.destroy());
  client.on(Events.InteractionCreate, (interaction) => void answer(interaction));
  await client.application.commands.set([imagine, edit, everywhere].map((each) => each.toJSON()));
  // The pages hear of both in this order.
  await sandbox.user('cleo').say('commands are there', { channel: 'general' });
  for (const each of [ann, ben]) await each.text('commands are there').waitFor();
  return { ann, ben, sandbox };
}

it('the form of a command takes a completed text, a file, a member, a number, and yes or no', async () => {
  const { ann } = await withCommands();
  await ann.composer.fill('/ima');
  await ann.page.getByRole('option', { name: /imagine/ }).click();
  const fields = ann.page.getByRole('form', { name: '/imagine' });
  await fields.getByLabel('prompt *').fill('a lake');
  await fields.getByLabel('style').pressSequentially('ne');
  const styles = ann.page.getByRole('listbox', { name: 'style' }).getByRole('option');
  await styles.filter({ hasText: 'Neon sign' }).waitFor();
  await expect(styles.allInnerTexts()).resolves.toEqual(['Neon noir', 'Neon sign']);
  await styles.filter({ hasText: 'Neon sign' }).click();
  const picture = { name: 'lake.png', mimeType: 'image/png', buffer: Buffer.from('picture') };
  await fields.getByLabel('picture').setInputFiles(picture);
  await fields.getByLabel('avatar').selectOption('Ben');
  await fields.getByLabel('count').fill('3');
  await fields.getByLabel('private').selectOption('true');
  await fields.getByRole('button', { name: 'Run' }).click();
  await ann.text('a lake, Neon_sign, lake.png, ben, 3').waitFor();
  await ann.text('Only you can see this').waitFor();
});

it('the choices of a completed field go away as soon as the person types on', async () => {
  const { ann } = await withCommands();
  const fields = await ann.form('imagine');
  await fields.getByLabel('style').pressSequentially('ne');
  const styles = ann.page.getByRole('listbox', { name: 'style' }).getByRole('option');
  await styles.filter({ hasText: 'Neon sign' }).waitFor();
  // The next choices do not come.
  await ann.page.route('**/playground/actions*', () => undefined);
  await ann.page.keyboard.press('x');
  expect(await styles.count()).toBe(0);
});

it('the form of a command is not sent while a required option is empty or a number is out of bounds', async () => {
  const { ann, sandbox } = await withCommands();
  await ann.composer.fill('/imagine');
  await ann.page.getByRole('option', { name: /imagine/ }).click();
  const fields = ann.page.getByRole('form', { name: '/imagine' });
  const run = fields.getByRole('button', { name: 'Run' });
  await run.click();
  await fields.getByLabel('prompt *').fill('a lake');
  await fields.getByLabel('count').fill('5');
  await run.click();
  await expect(fields.locator(':invalid').first().getAttribute('name')).resolves.toBe('count');
  expect(sandbox.requests.summary()).not.toContain('callback');
  await fields.getByLabel('count').fill('4');
  await run.click();
  await ann.text('a lake, , , , 4').waitFor();
});

it('the menu of a message has the bot’s command, whose form is filled in and sent', async () => {
  const { ann } = await withCommands();
  await ann.say('my lake');
  await ann.hasSent();
  const message = ann.page.getByRole('article').filter({ hasText: 'my lake' });
  await message.click({ button: 'right' });
  await ann.page.getByRole('menuitem', { name: 'Edit this picture' }).click();
  await ann.modal.getByLabel('What is to change?').fill('more boats');
  await ann.modal.getByRole('button', { name: 'Submit' }).click();
  await ann.text('Changed: more boats').waitFor();
  await ann.modal.waitFor({ state: 'detached' });
  await expect(ann.modal.count()).resolves.toBe(0);
});

it('a server without the bot has the commands that a person has installed, for that person alone', async () => {
  const { ann, ben } = await withCommands();
  for (const { page } of [ann, ben]) await page.getByRole('button', { name: 'Elsewhere' }).click();
  await ann.text('Nano Banana is not in this server. You have installed it for yourself').waitFor();
  await ben.text('People who have installed it for themselves can use its commands here').waitFor();
  await ben.composer.fill('/');
  await expect(ben.page.getByRole('option').count()).resolves.toBe(0);
  await ann.composer.fill('/');
  await expect(ann.page.getByRole('option').count()).resolves.toBe(1);
  await ann.run('everywhere');
  await ben.text('I am here as well.').waitFor();
});
