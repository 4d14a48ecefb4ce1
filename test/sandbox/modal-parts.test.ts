import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ButtonStyle, ComponentType, Events } from 'discord.js';
import type {
  APILabelComponent,
  Interaction,
  ModalComponentData,
  ModalSubmitInteraction,
} from 'discord.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { connectBot } from './connected-bot.js';
import type { ConnectedBot } from './connected-bot.js';

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

const WARNING = {
  type: ComponentType.TextDisplay,
  content: 'This **cannot** be undone.',
} as const;

const NOTE: APILabelComponent = {
  type: ComponentType.Label,
  label: 'Note',
  component: { type: ComponentType.TextInput, style: 1, custom_id: 'note', required: false },
};

type Parts = ModalComponentData['components'];

/** What the buttons of the card open. */
const MODALS: Readonly<Record<string, Parts>> = {
  settings: [RATIO, { toJSON: () => SIZE }],
  remove: [WARNING],
  explained: [WARNING, { toJSON: () => NOTE }],
};

describe('the parts of modals', () => {
  let bot: ConnectedBot;
  let shown: SeenMessage;
  let submit: ModalSubmitInteraction | undefined;

  /** Opens the modal of a button, and then says that it was submitted. */
  async function answer(interaction: Interaction): Promise<void> {
    if (interaction.isButton()) {
      const { customId } = interaction;
      await interaction.showModal({ customId, title: customId, components: MODALS[customId]! });
    } else if (interaction.isModalSubmit() && interaction.isFromMessage()) {
      submit = interaction;
      await interaction.deferUpdate();
    }
  }

  beforeAll(async () => {
    bot = await connectBot();
    bot.client.on(Events.InteractionCreate, (interaction) => void answer(interaction));
    bot.client.on(Events.MessageCreate, (message) => {
      const buttons = Object.keys(MODALS).map(
        (customId) =>
          ({
            type: ComponentType.Button,
            style: ButtonStyle.Secondary,
            customId,
            label: customId,
          }) as const,
      );
      const components = [{ type: ComponentType.ActionRow, components: buttons }];
      if (!message.author.bot) void message.reply({ content: 'card', components });
    });
    const ann = bot.sandbox.user('ann');
    shown = await ann.nextReply(await ann.mention('a cat'));
  });
  afterAll(() => bot.stop());

  const chosen = () => ['ratio', 'size'].map((id) => submit?.fields.getStringSelectValues(id));
  const open = (button: string) => bot.sandbox.user('ann').openModal(shown, button);

  it('a bot opens a modal with selects under labels, and gets what a person chose or left as it was', async () => {
    const modal = await open('settings');
    expect(modal.choices).toMatchObject([
      { customId: 'ratio', label: 'Ratio', values: ['1:1'], required: true },
      { customId: 'size', label: 'Size', values: [], required: false },
    ]);
    await modal.submit({ Ratio: '16:9' });
    expect(chosen()).toEqual([['16:9'], []]);
    await modal.submit({ size: ['2K'] });
    expect(chosen()).toEqual([['1:1'], ['2K']]);
    await expect(modal.submit({ Ratio: '5:3' })).rejects.toThrow('does not offer "5:3"');
    await expect(modal.submit({ Ratio: [] })).rejects.toThrow('takes 1 to 1 values');
    await expect(modal.submit({ size: ['2K', '2K'] })).rejects.toThrow('takes each once');
  });

  it('a person reads the text of a modal, and its submit names the text by type and id only', async () => {
    const modal = await open('remove');
    expect(modal.texts).toEqual(['This **cannot** be undone.']);
    await modal.submit();
    expect(submit?.components).toEqual([{ type: ComponentType.TextDisplay, id: 1 }]);
  });

  it('a text between fields takes an id of its own, and a single text is for the first field', async () => {
    const modal = await open('explained');
    await modal.submit('a word');
    expect(submit?.components).toMatchObject([
      { type: ComponentType.TextDisplay, id: 1 },
      { type: ComponentType.Label, id: 2, component: { id: 3, value: 'a word' } },
    ]);
  });
});
