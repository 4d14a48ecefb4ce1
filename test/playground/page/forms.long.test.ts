import { expect, it } from '@jest/globals';
import { ButtonStyle, ComponentType, Events } from 'discord.js';
import type { APIModalInteractionResponseCallbackData, ModalSubmitInteraction } from 'discord.js';

import { addBot } from '../../../src/sandbox/world/default-world.js';
import { createClient, logIn } from '../../sandbox/connected-bot.js';
import { endAfterTest } from '../../support/endings.js';
import { PageWorld } from './support/page-world.js';

const LABEL = ComponentType.Label;

const FORM: APIModalInteractionResponseCallbackData = {
  custom_id: 'form',
  title: 'Your sketches',
  components: [
    { type: ComponentType.TextDisplay, content: 'They are shown to **nobody**.' },
    {
      type: LABEL,
      label: 'Sketches',
      description: 'One or two pictures.',
      component: { type: ComponentType.FileUpload, custom_id: 'sketches', max_values: 2 },
    },
    {
      type: LABEL,
      label: 'Note',
      component: { type: ComponentType.TextInput, style: 1, custom_id: 'note', required: false },
    },
  ],
};

/** Another bot, whose button opens the form. Answers with what is submitted. */
async function formBot({ playground: { sandbox } }: PageWorld) {
  const { world } = sandbox;
  const { id } = addBot(world, 'Forms', 'forms-token', true);
  world.join(world.guild('Studio'), id);
  const client = await logIn(createClient(sandbox), 'forms-token');
  endAfterTest(() => client.destroy());
  const submitted = new Promise<ModalSubmitInteraction>((resolve) => {
    client.on(Events.InteractionCreate, (interaction) => {
      if (interaction.isButton()) void interaction.showModal({ toJSON: () => FORM });
      if (!interaction.isModalSubmit() || !interaction.isFromMessage()) return;
      void interaction.update({ content: 'Thank you.' }).then(() => resolve(interaction));
    });
  });
  const button = { type: ComponentType.Button, style: ButtonStyle.Primary, label: 'Open' } as const;
  const components = [{ ...button, custom_id: 'open' }];
  sandbox.writer.create({
    channel: world.channel('general'),
    authorId: id,
    content: 'Send me your sketches.',
    components: [{ type: ComponentType.ActionRow, components }],
  });
  return submitted;
}

const file = (name: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(name) });

it('a person reads the text of a form, and uploads the files that it takes', async () => {
  const world = await PageWorld.start();
  const submitted = formBot(world);
  const ann = await world.open();
  await ann.button('Open').click();
  expect(await ann.modal.getByText('nobody').evaluate(({ tagName }) => tagName)).toBe('STRONG');
  const sketches = ann.modal.getByLabel('Sketches');
  expect(await sketches.evaluate((input) => input === document.activeElement)).toBe(true);
  await ann.modal.getByRole('button', { name: 'Submit' }).click();
  await ann.modal.getByText('This field is required.').waitFor();

  await sketches.setInputFiles([file('a.txt'), file('b.txt'), file('c.txt')]);
  await ann.modal.getByText('“c.txt” is one too many: 2 at most.').waitFor();
  await ann.modal.getByRole('button', { name: 'Remove a.txt' }).click();
  await ann.modal.getByText('1 / 2').waitFor();
  await sketches.setInputFiles([file('d.txt')]);
  await ann.modal.getByLabel('Note').fill('two of them');
  await ann.modal.getByRole('button', { name: 'Submit' }).click();
  await ann.modal.waitFor({ state: 'detached' });

  const { fields } = await submitted;
  expect(fields.getTextInputValue('note')).toBe('two of them');
  const uploaded = [...fields.getUploadedFiles('sketches', true).values()];
  expect(await Promise.all(uploaded.map(async ({ url }) => (await fetch(url)).text()))).toEqual([
    'b.txt',
    'd.txt',
  ]);
  await ann.text('Thank you.').waitFor();
});
