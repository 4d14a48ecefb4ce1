import {
  ApplicationCommandType,
  MessageFlags,
  type Client,
  type MessageContextMenuCommandInteraction,
  type ModalSubmitInteraction,
} from 'discord.js';
import { ContextMenu, Discord, ModalComponent } from 'discordx';
import { inject, injectable } from 'tsyringe';

import { OFFERED_MODELS } from '../../../generation/models/offered-models.js';
import type { OfferedModels } from '../../../interactions/offered-models.js';
import { readFlags } from '../../../interactions/prompt-flags.js';
import { CommandRequests } from '../../../persistence/command-requests.js';
import { DefaultSettings } from '../../../persistence/default-settings.js';
import {
  EDIT_PICTURE_MODAL,
  EDIT_PICTURE_PROMPT,
  editPictureModal,
} from '../../../views/edit-picture-modal.js';
import { plainNote } from '../../../views/plain-text.js';
import { restoreView } from '../../../views/restore-view.js';
import { menuTexts } from '../../commands/command-texts.js';
import { EVERYWHERE } from '../../commands/command-places.js';
import { isBotHere } from '../../guards/is-bot-here.js';
import type { CardGuardData } from '../../guards/restored-card.js';
import { isCovered } from '../attached-pictures.js';
import { visibleFiles } from '../mention/visible-pictures.js';
import { acknowledge } from './acknowledge.js';
import { CommandTurns } from './command-turns.js';

const NO_PICTURE = 'I see no picture in that message that I could read.';
const TOO_OLD =
  'This form is too old: I have its pictures no longer. Please choose the message again.';

/** **Edit this picture**: a request with the pictures of any message, and a form for the words. */
@Discord()
@injectable()
export class EditPictureCommand {
  constructor(
    private readonly requests: CommandRequests,
    private readonly defaults: DefaultSettings,
    private readonly turns: CommandTurns,
    @inject(OFFERED_MODELS) private readonly models: OfferedModels,
  ) {}

  /** The form must come within three seconds, so the pictures are read while it is open. */
  @ContextMenu({
    ...menuTexts('editPicture'),
    type: ApplicationCommandType.Message,
    ...EVERYWHERE,
  })
  async open(command: MessageContextMenuCommandInteraction): Promise<void> {
    const { files, notes } = visibleFiles(command.targetMessage);
    if (files.length === 0) {
      const content = [NO_PICTURE, ...notes.map(plainNote)].join('\n');
      await command.reply({
        content,
        flags: MessageFlags.Ephemeral,
        allowedMentions: { parse: [] },
      });
      return;
    }
    const { id, token, user, guildId, channelId } = command;
    const asker = { userId: user.id, guildId };
    const pictures = files.map((file) => ({
      name: file.name,
      size: file.size,
      url: file.url,
      isSpoiler: isCovered(file),
    }));
    const request = {
      ...asker,
      id,
      token,
      channelId,
      isPrivate: false,
      hasChannel: isBotHere(command),
      prompt: '',
      styleKey: null,
      settings: await this.defaults.forRequest(asker),
      pictures,
      form: 'open' as const,
      notes,
    };
    await this.requests.add(request);
    await command.showModal(editPictureModal(id, files.length));
    await this.turns.prepare(request);
  }

  @ModalComponent({ id: EDIT_PICTURE_MODAL })
  async submit(
    modal: ModalSubmitInteraction,
    client: Client<true>,
    card: CardGuardData,
  ): Promise<void> {
    const form = await this.requests.find(EDIT_PICTURE_MODAL.exec(modal.customId)?.[1] ?? '');
    if (form === null) {
      await modal.reply({ content: TOO_OLD, flags: MessageFlags.Ephemeral });
      return;
    }
    const text = modal.fields.getTextInputValue(EDIT_PICTURE_PROMPT);
    const { prompt, settings, notes } = readFlags(text, this.models, form.settings);
    const { id, token } = modal;
    const request = { ...form, id, token, prompt, settings, notes, form: form.id };
    await this.requests.add(request);
    await acknowledge(modal, false);
    const state = await this.turns.answer(request, client);
    if (state !== null) card.view = restoreView(state);
  }
}
