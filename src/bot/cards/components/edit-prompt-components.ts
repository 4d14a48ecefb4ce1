import type { ButtonInteraction, ModalSubmitInteraction } from 'discord.js';
import { ButtonComponent, Discord, ModalComponent, type Client } from 'discordx';
import { injectable } from 'tsyringe';

import { PersistenceService } from '../../../persistence/persistence-service.js';
import { isTooLong, promptIn, tooLong } from '../../../interactions/prompt.js';
import { customIdPattern } from '../../../views/custom-ids.js';
import { editPromptModal, PROMPT_INPUT } from '../../../views/edit-prompt-modal.js';
import type { RestoredCard } from '../../guards/restored-card.js';

/** The components that edit the prompt, on both views. */
@Discord()
@injectable()
export class EditPromptComponents {
  constructor(private readonly persistence: PersistenceService) {}

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
    const prompt = promptIn(modal.fields.getTextInputValue(PROMPT_INPUT));
    if (isTooLong(prompt)) return answer.tell(tooLong(prompt));
    if (!prompt && view.needsPrompt) {
      return answer.tell(
        'There is no picture to work from, so I need a prompt; I kept the old one.',
      );
    }
    const next = view.withPrompt(prompt);
    await this.persistence.save(next.state);
    await answer.show(next);
  }
}
