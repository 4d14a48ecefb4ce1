import type { ButtonInteraction, StringSelectMenuInteraction } from 'discord.js';
import { ButtonComponent, Discord, Guard, SelectMenuComponent, type Client } from 'discordx';
import { injectable } from 'tsyringe';

import { customIdPattern } from '../../../views/custom-ids.js';
import type { ProcessRequestView } from '../../../views/process-request-view.js';
import { permissionsGuard } from '../../guards/permissions-guard.js';
import type { RestoredCard } from '../../guards/restored-card.js';
import { chosenStyle } from './chosen-style.js';
import { GenerationStarter } from './generation-starter.js';
import { ticketFor } from './generation-ticket.js';

/** The components of the preview. */
@Discord()
@injectable()
export class ProcessRequestComponents {
  constructor(private readonly starter: GenerationStarter) {}

  @ButtonComponent({ id: customIdPattern('process_request_button') })
  @Guard(permissionsGuard)
  async process(
    click: ButtonInteraction,
    _client: Client,
    { view, answer }: RestoredCard<ProcessRequestView>,
  ): Promise<void> {
    await this.starter.start(view.process(ticketFor(click)), answer);
  }

  @SelectMenuComponent({ id: customIdPattern('process_style_select') })
  @Guard(permissionsGuard)
  async applyStyle(
    choice: StringSelectMenuInteraction,
    _client: Client,
    { view, answer }: RestoredCard<ProcessRequestView>,
  ): Promise<void> {
    await this.starter.start(view.applyStyle(chosenStyle(choice), ticketFor(choice)), answer);
  }
}
