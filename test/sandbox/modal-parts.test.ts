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

const PICTURES: APILabelComponent = {
  type: ComponentType.Label,
  label: 'Pictures',
  component: { type: ComponentType.FileUpload, custom_id: 'pictures', max_values: 2 },
};

const SKETCH: APILabelComponent = {
  type: ComponentType.Label,
  label: 'Sketch',
  component: { type: ComponentType.FileUpload, custom_id: 'sketch', required: false },
};

type Parts = ModalComponentData['components'];

/** What the buttons of the card open. */
const MODALS: Readonly<Record<string, Parts>> = {
  settings: [RATIO, { toJSON: () => SIZE }],
  remove: [WARNING],
  upload: [{ toJSON: () => PICTURES }, { toJSON: () => SKETCH }],
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

  it('a bot gets the files that a person uploads in a modal, and reads them from the CDN', async () => {
    const modal = await open('upload');
    expect(modal.uploads).toEqual([
      { customId: 'pictures', label: 'Pictures', required: true, minFiles: 1, maxFiles: 2 },
      { customId: 'sketch', label: 'Sketch', required: false, minFiles: 0, maxFiles: 1 },
    ]);
    const files = ['a.png', 'b.txt'].map((name) => ({ name, bytes: Buffer.from(name) }));
    await modal.submit({ Pictures: files });
    const uploaded = [...submit!.fields.getUploadedFiles('pictures', true).values()];
    expect(uploaded).toMatchObject([
      { name: 'a.png', size: 5, contentType: 'image/png', ephemeral: true },
      { name: 'b.txt', size: 5, ephemeral: true },
    ]);
    const read = await Promise.all(uploaded.map(async ({ url }) => (await fetch(url)).text()));
    expect(read).toEqual(['a.png', 'b.txt']);
    expect(uploaded[0]!.url).toContain('/ephemeral-attachments/');
    expect(submit?.components[1]).toMatchObject({ component: { customId: 'sketch', values: [] } });
  });

  it('a person cannot upload too few, too many or too large files in a modal, nor a text', async () => {
    const modal = await open('upload');
    const file = { name: 'a.png', bytes: Buffer.from('a') };
    await expect(modal.submit()).rejects.toThrow('"Pictures" takes 1 to 2 files');
    await expect(modal.submit({ Pictures: [file, file, file] })).rejects.toThrow('1 to 2 files');
    const large = { name: 'large.png', bytes: Buffer.alloc(10 * 1024 * 1024 + 1) };
    await expect(modal.submit({ Pictures: [large] })).rejects.toThrow('"large.png" is over 10 MiB');
    await expect(modal.submit({ Pictures: 'a.png' })).rejects.toThrow('"Pictures" takes files');
    expect((await modal.submit({ Pictures: [file], Sketch: [file] })).kind).toBe('deferredUpdate');
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
