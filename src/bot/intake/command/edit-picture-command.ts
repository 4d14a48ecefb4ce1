import {
  ApplicationCommandType,
  type MessageContextMenuCommandInteraction,
  type ModalSubmitInteraction,
} from 'discord.js';
import { ContextMenu, Discord, Guard, ModalComponent, type Client } from 'discordx';
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
import { isAgeRestricted } from '../../guards/age-restricted.js';
import { isBotHere } from '../../guards/is-bot-here.js';
import { permissionsGuard } from '../../guards/permissions-guard.js';
import { mayBotWriteHere, mayWriteHere } from '../../guards/place-permissions.js';
import type { CardGuardData } from '../../guards/restored-card.js';
import { isCovered } from '../attached-pictures.js';
import { visibleFiles } from '../mention/visible-pictures.js';
import { MAX_INPUTS } from '../read-pictures.js';
import { answerPrivately } from './answer-privately.js';
import { CommandTurns } from './command-turns.js';
import { NO_FORM, NO_PICTURE } from './sentences.js';

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

  /** Where the person may not write, the card is not for others to see. */
  @Guard(permissionsGuard)
  @ContextMenu({
    ...menuTexts('editPicture'),
    type: ApplicationCommandType.Message,
    ...EVERYWHERE,
  })
  async open(command: MessageContextMenuCommandInteraction): Promise<void> {
    const { files, notes } = visibleFiles(command.targetMessage);
    if (files.length === 0) {
      const content = [NO_PICTURE, ...notes.map(plainNote)].join('\n');
      return answerPrivately(command, content);
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
      isAgeRestricted: isAgeRestricted(command.channel),
      isPrivate: !mayWriteHere(command),
      hasChannel: isBotHere(command) && mayBotWriteHere(command),
      prompt: '',
      styleKey: null,
      settings: await this.defaults.forRequest(asker),
      // The words of the form may say otherwise.
      estimate: null,
      pictures,
      fromCard: null,
      form: 'open' as const,
      notes,
    };
    const pictureCount = Math.min(files.length, MAX_INPUTS);
    await this.turns.open(command, request, editPictureModal(request, pictureCount));
  }

  @Guard(permissionsGuard)
  @ModalComponent({ id: EDIT_PICTURE_MODAL })
  async submit(modal: ModalSubmitInteraction, _client: Client, card: CardGuardData): Promise<void> {
    const form = await this.requests.find(EDIT_PICTURE_MODAL.exec(modal.customId)?.[1] ?? '');
    // The custom id comes from the person's own program, and may name what is not their form.
    const isOwn = form?.form === 'open' && form.userId === modal.user.id;
    if (!isOwn) return answerPrivately(modal, NO_FORM);
    const text = modal.fields.getTextInputValue(EDIT_PICTURE_PROMPT);
    const { prompt, settings, estimate, notes } = readFlags(text, this.models, form.settings);
    const { id, token } = modal;
    const said = { prompt, settings, estimate, notes: [...form.notes, ...notes], form: form.id };
    // A card in the channel is for everybody; that there is none, or that it takes a while, is not.
    const isPrivate = form.isPrivate || form.hasChannel;
    const state = await this.turns.receive(modal, { ...form, id, token, ...said }, isPrivate);
    if (state !== null) card.view = restoreView(state);
  }
}
