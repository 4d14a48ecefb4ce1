import type { ButtonInteraction, StringSelectMenuInteraction } from 'discord.js';
import { ButtonComponent, Discord, Guard, SelectMenuComponent, type Client } from 'discordx';
import { injectable } from 'tsyringe';

import { PersistenceService } from '../../../persistence/persistence-service.js';
import { customIdPattern } from '../../../views/custom-ids.js';
import type { StyleOptionsView } from '../../../views/style-options-view.js';
import { currentPictureGuard } from '../../guards/current-picture-guard.js';
import { permissionsGuard } from '../../guards/permissions-guard.js';
import type { RestoredCard } from '../../guards/restored-card.js';
import { chosenPlace } from './chosen-place.js';
import { chosenStyle } from './chosen-style.js';
import { GenerationStarter } from './generation-starter.js';
import { ticketFor } from './generation-ticket.js';

/** The components of the result. */
@Discord()
@injectable()
export class StyleOptionsComponents {
  constructor(
    private readonly persistence: PersistenceService,
    private readonly starter: GenerationStarter,
  ) {}

  @ButtonComponent({ id: customIdPattern('style_nav_left') })
  async previous(
    _click: ButtonInteraction,
    _client: Client,
    { view, answer }: RestoredCard<StyleOptionsView>,
  ): Promise<void> {
    const previous = view.previous();
    await answer.prepare(previous);
    await this.persistence.save(previous.state);
    await answer.show(previous);
  }

  @ButtonComponent({ id: customIdPattern('style_nav_right') })
  async next(
    _click: ButtonInteraction,
    _client: Client,
    { view, answer }: RestoredCard<StyleOptionsView>,
  ): Promise<void> {
    const next = view.next();
    await answer.prepare(next);
    await this.persistence.save(next.state);
    await answer.show(next);
  }

  @SelectMenuComponent({ id: customIdPattern('style_go_to') })
  async goTo(
    choice: StringSelectMenuInteraction,
    _client: Client,
    { view, answer }: RestoredCard<StyleOptionsView>,
  ): Promise<void> {
    const there = view.goTo(chosenPlace(choice));
    await answer.prepare(there);
    await this.persistence.save(there.state);
    await answer.show(there);
  }

  @ButtonComponent({ id: customIdPattern('style_process_prompt') })
  @Guard(permissionsGuard, currentPictureGuard)
  async process(
    click: ButtonInteraction,
    _client: Client,
    { view, answer }: RestoredCard<StyleOptionsView>,
  ): Promise<void> {
    await this.starter.start(view.process(ticketFor(click)), answer);
  }

  @SelectMenuComponent({ id: customIdPattern('style_options_select') })
  @Guard(permissionsGuard, currentPictureGuard)
  async applyStyle(
    choice: StringSelectMenuInteraction,
    _client: Client,
    { view, answer }: RestoredCard<StyleOptionsView>,
  ): Promise<void> {
    await this.starter.start(view.applyStyle(chosenStyle(choice), ticketFor(choice)), answer);
  }
}
