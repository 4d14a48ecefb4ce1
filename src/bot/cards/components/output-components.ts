import type { ButtonInteraction } from 'discord.js';
import { ButtonComponent, Discord, Guard, type Client } from 'discordx';
import { injectable } from 'tsyringe';

import { customIdPattern } from '../../../views/custom-ids.js';
import type { StyleOptionsView } from '../../../views/style-options-view.js';
import { currentPictureGuard } from '../../guards/current-picture-guard.js';
import { permissionsGuard } from '../../guards/permissions-guard.js';
import type { RestoredCard } from '../../guards/restored-card.js';
import { GenerationStarter } from './generation-starter.js';
import { ticketFor } from './generation-ticket.js';

/** The components of the result that go on from the shown output without a prompt or a style. */
@Discord()
@injectable()
export class OutputComponents {
  constructor(private readonly starter: GenerationStarter) {}

  @ButtonComponent({ id: customIdPattern('style_again') })
  @Guard(permissionsGuard, currentPictureGuard)
  async again(
    click: ButtonInteraction,
    _client: Client,
    { view, answer }: RestoredCard<StyleOptionsView>,
  ): Promise<void> {
    if (!view.canMakeAgain) return answer.show(view);
    await this.starter.start(view.again(ticketFor(click)), answer);
  }

  @ButtonComponent({ id: customIdPattern('style_vary') })
  @Guard(permissionsGuard, currentPictureGuard)
  async vary(
    click: ButtonInteraction,
    _client: Client,
    { view, answer }: RestoredCard<StyleOptionsView>,
  ): Promise<void> {
    if (!view.canVary) return answer.show(view);
    await this.starter.start(view.vary(ticketFor(click)), answer);
  }
}
