import type { ButtonInteraction, ModalSubmitInteraction } from 'discord.js';
import { ButtonComponent, Discord, ModalComponent, type Client } from 'discordx';
import { injectable } from 'tsyringe';

import { customIdPattern } from '../../../views/custom-ids.js';
import { deleteModal } from '../../../views/delete-modal.js';
import { CardDeletion } from '../../deletions/card-deletion.js';
import type { RestoredCard } from '../../guards/restored-card.js';

/** The components that delete a card, on both views. */
@Discord()
@injectable()
export class DeleteComponents {
  constructor(private readonly deletion: CardDeletion) {}

  @ButtonComponent({ id: customIdPattern('card_delete') })
  async open(
    _click: ButtonInteraction,
    _client: Client,
    { view, answer }: RestoredCard,
  ): Promise<void> {
    await answer.openModal(deleteModal(view));
  }

  @ModalComponent({ id: customIdPattern('card_delete_modal') })
  async submit(
    _modal: ModalSubmitInteraction,
    _client: Client,
    { view, answer }: RestoredCard,
  ): Promise<void> {
    await this.deletion.delete(view.state, answer);
  }
}
