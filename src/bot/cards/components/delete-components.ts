import type { ButtonInteraction, ModalSubmitInteraction } from 'discord.js';
import { ButtonComponent, Discord, Guard, ModalComponent, type Client } from 'discordx';
import { injectable } from 'tsyringe';

import { customIdPattern } from '../../../views/custom-ids.js';
import { deleteModal } from '../../../views/delete-modal.js';
import { CardDeletion } from '../../deletions/card-deletion.js';
import { inChargeGuard } from '../../guards/in-charge-guard.js';
import type { RestoredCard } from '../../guards/restored-card.js';

/** The components that delete a card, on both views. */
@Discord()
@injectable()
export class DeleteComponents {
  constructor(private readonly deletion: CardDeletion) {}

  @ButtonComponent({ id: customIdPattern('card_delete') })
  @Guard(inChargeGuard)
  async open(
    _click: ButtonInteraction,
    _client: Client,
    { view, answer }: RestoredCard,
  ): Promise<void> {
    await answer.openModal(deleteModal(view));
  }

  /** The modal may have been open for long, and who submits it may have lost the right. */
  @ModalComponent({ id: customIdPattern('card_delete_modal') })
  @Guard(inChargeGuard)
  async submit(
    _modal: ModalSubmitInteraction,
    _client: Client,
    { view, answer }: RestoredCard,
  ): Promise<void> {
    await this.deletion.delete(view.state, answer);
  }
}
