import {
  ApplicationCommandOptionType,
  ComponentType,
  type APIModalInteractionResponseCallbackData,
  type ChatInputCommandInteraction,
  type Client,
  type ModalSubmitInteraction,
} from 'discord.js';
import { Discord, ModalComponent, Slash, SlashOption } from 'discordx';
import { injectable } from 'tsyringe';

import { INTERACTION_ID_PATTERN } from '../../interactions/interaction-id.js';
import type { InteractionState } from '../../interactions/interaction-state.js';
import { promptIn } from '../../interactions/prompt.js';
import { Forgetting } from '../../maintenance/personal-data/forgetting.js';
import { clippedPrompt } from '../../views/card-embed.js';
import { SHORT_ID_LENGTH } from '../../views/history-words.js';
import { commandTexts, optionTexts } from '../commands/command-texts.js';
import { EVERYWHERE } from '../commands/command-places.js';
import type { CardGuardData } from '../guards/restored-card.js';
import { PrivateAnswers } from '../private-answers/private-answers.js';
import { OwnCardSearch } from './own-card-search.js';
import { subjectOf } from './forgotten-subject.js';
import { cardGoes, EVERYTHING_GOES, FORGET_TITLE } from './sentences.js';

const ID_LENGTH = 36;
const MODAL = new RegExp(`^forget:(?:everything|(${INTERACTION_ID_PATTERN}))$`);
const EVERYTHING_MODAL = question('everything', FORGET_TITLE.everything, EVERYTHING_GOES);

/**
 * `/forget`: erases a card of one's own, or everything that is stored of oneself, after a question.
 */
@Discord()
@injectable()
export class ForgetCommand {
  constructor(
    private readonly search: OwnCardSearch,
    private readonly forgetting: Forgetting,
    private readonly answers: PrivateAnswers,
  ) {}

  @Slash({ ...commandTexts('forget'), ...EVERYWHERE })
  async open(
    @SlashOption({
      ...optionTexts('forget', 'card'),
      type: ApplicationCommandOptionType.String,
      minLength: SHORT_ID_LENGTH,
      maxLength: ID_LENGTH,
      required: false,
    })
    card: string | undefined,
    command: ChatInputCommandInteraction,
  ): Promise<void> {
    // A form cannot come later than Discord waits, so nothing of all that goes is counted before.
    const form =
      card === undefined ? EVERYTHING_MODAL : cardModal(await this.search.find(command, card));
    await command.showModal(form);
  }

  /** It is noted before Discord is told, so that it is done whenever the process dies. */
  @ModalComponent({ id: MODAL })
  async submit(modal: ModalSubmitInteraction, _client: Client, card: CardGuardData): Promise<void> {
    const interactionId = MODAL.exec(modal.customId)?.[1] ?? null;
    // The form may have been open for long.
    if (interactionId !== null) await this.search.find(modal, interactionId);
    await this.forgetting.note(subjectOf(modal.user.id, interactionId));
    await this.answers.answer(modal, { kind: 'forget', interactionId }, card);
  }
}

function cardModal({
  id,
  originalPrompt,
}: InteractionState): APIModalInteractionResponseCallbackData {
  return question(id, FORGET_TITLE.card, cardGoes(clippedPrompt(promptIn(originalPrompt))));
}

function question(
  what: string,
  title: string,
  content: string,
): APIModalInteractionResponseCallbackData {
  const components = [{ type: ComponentType.TextDisplay as const, content }];
  return { custom_id: `forget:${what}`, title, components };
}
