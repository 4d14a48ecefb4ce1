import type { ButtonInteraction } from 'discord.js';
import { ButtonComponent, Discord, Guard, type Client } from 'discordx';
import { injectable } from 'tsyringe';

import { GenerationQueue } from '../../../generation/generation-queue.js';
import { PersistenceService } from '../../../persistence/persistence-service.js';
import { customIdPattern } from '../../../views/custom-ids.js';
import { restoreView } from '../../../views/restore-view.js';
import { permissionsGuard } from '../../guards/permissions-guard.js';
import type { RestoredCard } from '../../guards/restored-card.js';
import { GenerationStarter } from './generation-starter.js';
import { ticketFor } from './generation-ticket.js';

/** The components that cancel or repeat a generation, on both views. */
@Discord()
@injectable()
export class GenerationComponents {
  constructor(
    private readonly persistence: PersistenceService,
    private readonly generations: GenerationQueue,
    private readonly starter: GenerationStarter,
  ) {}

  @ButtonComponent({ id: customIdPattern('generation_cancel') })
  async cancel(
    { user }: ButtonInteraction,
    _client: Client,
    { view, answer }: RestoredCard,
  ): Promise<void> {
    if (!view.isWaiting) return answer.show(view);
    // The pictures that a preview's generation has made so far make it a result.
    const cancelled = restoreView(view.cancel(user.id).state);
    await this.persistence.save(cancelled.state);
    this.generations.cancel(cancelled.state.id);
    await answer.show(cancelled);
  }

  @ButtonComponent({ id: customIdPattern('card_refresh') })
  async refresh(
    _click: ButtonInteraction,
    _client: Client,
    { view, answer }: RestoredCard,
  ): Promise<void> {
    await answer.show(view.withProgress(this.generations.progressOf(view.state.id)));
  }

  @ButtonComponent({ id: customIdPattern('generation_try_again') })
  @Guard(permissionsGuard)
  async tryAgain(
    click: ButtonInteraction,
    _client: Client,
    { view, answer }: RestoredCard,
  ): Promise<void> {
    if (!view.canTryAgain) return answer.show(view);
    await this.starter.start(view.tryAgain(ticketFor(click)), answer);
  }
}
