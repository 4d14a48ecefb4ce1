import { expect, it } from '@jest/globals';
import { ButtonStyle, ComponentType, Events } from 'discord.js';
import type { APILabelComponent, Interaction } from 'discord.js';
import { endAfterTest } from '../support/endings.js';
import { connectBot } from './connected-bot.js';

const RATIO = {
  type: ComponentType.Label,
  label: 'Ratio',
  component: {
    type: ComponentType.StringSelect,
    customId: 'ratio',
    options: [
      { label: 'Square', value: '1:1', default: true },
      { label: 'Wide', value: '16:9' },
    ],
  },
} as const;

const SIZE: APILabelComponent = {
  type: ComponentType.Label,
  label: 'Size',
  component: {
    type: ComponentType.StringSelect,
    custom_id: 'size',
    required: false,
    options: [{ label: 'Large', value: '2K' }],
  },
};

const BUTTON = {
  type: ComponentType.Button,
  style: ButtonStyle.Secondary,
  customId: 'settings',
  label: 'Settings',
} as const;

/** Opens the modal, and then shows what was chosen in it. */
async function answer(interaction: Interaction): Promise<void> {
  if (interaction.isButton()) {
    await interaction.showModal({
      customId: 'settings',
      title: 'Settings',
      components: [RATIO, { toJSON: () => SIZE }],
    });
  } else if (interaction.isModalSubmit() && interaction.isFromMessage()) {
    const chosen = ['ratio', 'size'].map((id) => interaction.fields.getStringSelectValues(id));
    await interaction.update({ content: JSON.stringify(chosen) });
  }
}

it('a bot opens a modal with selects under labels, and gets what a person chose or left as it was', async () => {
  const bot = await connectBot();
  endAfterTest(() => bot.stop());
  bot.client.on(Events.InteractionCreate, (interaction) => void answer(interaction));
  bot.client.on(Events.MessageCreate, (message) => {
    const components = [{ type: ComponentType.ActionRow, components: [BUTTON] }];
    if (!message.author.bot) void message.reply({ content: 'card', components });
  });
  const ann = bot.sandbox.user('ann');
  const shown = await ann.nextReply(await ann.mention('a cat'));
  const modal = await ann.openModal(shown, 'Settings');
  expect(modal.choices).toMatchObject([
    { customId: 'ratio', label: 'Ratio', values: ['1:1'], required: true },
    { customId: 'size', label: 'Size', values: [], required: false },
  ]);
  await modal.submit({ Ratio: '16:9' });
  expect(shown.content).toBe('[["16:9"],[]]');
  await modal.submit({ size: ['2K'] });
  expect(shown.content).toBe('[["1:1"],["2K"]]');
  await expect(modal.submit({ Ratio: '5:3' })).rejects.toThrow('does not offer "5:3"');
  await expect(modal.submit({ Ratio: [] })).rejects.toThrow('takes 1 to 1 values');
  await expect(modal.submit({ size: ['2K', '2K'] })).rejects.toThrow('takes each once');
});
