import type { ButtonInteraction, ModalSubmitInteraction } from 'discord.js';
import { ButtonComponent, Discord, ModalComponent, type Client } from 'discordx';
import { inject, injectable } from 'tsyringe';

import { OFFERED_MODELS } from '../../../generation/models/offered-models.js';
import { fitSettings } from '../../../interactions/fit-settings.js';
import type { OfferedModels } from '../../../interactions/offered-models.js';
import { PersistenceService } from '../../../persistence/persistence-service.js';
import { customIdPattern } from '../../../views/custom-ids.js';
import { chosenSettings, settingsModal } from '../../../views/settings-modal.js';
import type { RestoredCard } from '../../guards/restored-card.js';
import { chosenIn } from './chosen-settings.js';

/** The components that change the settings of a card, on both views. */
@Discord()
@injectable()
export class SettingsComponents {
  constructor(
    private readonly persistence: PersistenceService,
    @inject(OFFERED_MODELS) private readonly models: OfferedModels,
  ) {}

  @ButtonComponent({ id: customIdPattern('card_settings') })
  async open(
    _click: ButtonInteraction,
    _client: Client,
    { view, answer }: RestoredCard,
  ): Promise<void> {
    await answer.openModal(settingsModal(view, this.models));
  }

  @ModalComponent({ id: customIdPattern('card_settings_modal') })
  async submit(
    modal: ModalSubmitInteraction,
    _client: Client,
    { view, answer }: RestoredCard,
  ): Promise<void> {
    const chosen = chosenSettings(view.state.settings, (name) => chosenIn(modal, name));
    const next = view.withSettings(fitSettings(chosen, this.models));
    await this.persistence.save(next.state);
    await answer.show(next);
  }
}
