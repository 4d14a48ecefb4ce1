import type { ButtonInteraction, ModalSubmitInteraction } from 'discord.js';
import { ButtonComponent, Discord, ModalComponent, type Client } from 'discordx';
import { inject, injectable } from 'tsyringe';

import { OFFERED_MODELS } from '../../../generation/models/offered-models.js';
import { PersistenceService } from '../../../persistence/persistence-service.js';
import type { OfferedModels } from '../../../interactions/offered-models.js';
import { isTooLong, tooLong } from '../../../interactions/prompt.js';
import { readFlags } from '../../../interactions/prompt-flags.js';
import { customIdPattern } from '../../../views/custom-ids.js';
import { editPromptModal, PROMPT_INPUT } from '../../../views/edit-prompt-modal.js';
import type { RestoredCard } from '../../guards/restored-card.js';
import { PROMPT_NEEDED } from './sentences.js';

/**
 * The components that edit the prompt, on both views. Flags in it change the settings of the card.
 */
@Discord()
@injectable()
export class EditPromptComponents {
  constructor(
    private readonly persistence: PersistenceService,
    @inject(OFFERED_MODELS) private readonly models: OfferedModels,
  ) {}

  @ButtonComponent({ id: customIdPattern('process_edit_prompt') })
  @ButtonComponent({ id: customIdPattern('style_edit_prompt') })
  async open(
    _click: ButtonInteraction,
    _client: Client,
    { view, answer }: RestoredCard,
  ): Promise<void> {
    await answer.openModal(editPromptModal(view));
  }

  @ModalComponent({ id: customIdPattern('process_edit_prompt_modal') })
  @ModalComponent({ id: customIdPattern('style_edit_prompt_modal') })
  async submit(
    modal: ModalSubmitInteraction,
    _client: Client,
    { view, answer }: RestoredCard,
  ): Promise<void> {
    const text = modal.fields.getTextInputValue(PROMPT_INPUT);
    const { prompt, ...fitted } = readFlags(text, this.models, view.state.settings);
    if (isTooLong(prompt)) return answer.tell(tooLong(prompt));
    if (!prompt && view.needsPrompt) return answer.tell(PROMPT_NEEDED);
    const next = view.withPrompt(prompt).withSettings(fitted);
    await this.persistence.save(next.state);
    await answer.show(next);
  }
}
