import { Client } from 'discordx';
import { inject, injectable } from 'tsyringe';

import { noteDeletion } from '../../../interactions/deletion.js';
import { PersistenceService } from '../../../persistence/persistence-service.js';
import { AppError } from '../../../platform/app-error.js';
import { CLOCK, type Clock } from '../../../platform/clock.js';
import type { CardDelivery } from '../../../generation/card-delivery.js';
import type { GenerationProgress } from '../../../interactions/generation-progress.js';
import type { InteractionState } from '../../../interactions/interaction-state.js';
import { restoreView } from '../../../views/restore-view.js';
import { CardPayloads } from '../answering/card-payloads.js';
import { editCardAsBot, type CardPlace } from '../answering/channel-cards.js';
import { isGone } from '../../discord-errors.js';
import { PrivateDelivery } from './private-delivery.js';

/** Shows states on their cards in Discord, independent of any click. */
@injectable()
export class DiscordCardDelivery implements CardDelivery {
  constructor(
    private readonly client: Client,
    private readonly payloads: CardPayloads,
    private readonly inPrivate: PrivateDelivery,
    private readonly persistence: PersistenceService,
    @inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * When the card cannot be reached, sends the outcome to the person in a direct message, if
   * possible. When it was deleted, notes that, and tells nobody.
   */
  async deliver(state: InteractionState): Promise<void> {
    if (state.deletedAt !== null) return;
    const payload = await this.payloads.build(restoreView(state).render());
    try {
      await editCardAsBot(this.client, placeOf(state), payload);
    } catch (error) {
      const isOutOfReach = error instanceof AppError && error.code === 'discord.undeliverable';
      if (isOutOfReach && isGone(error)) return this.noteDeletion(state.id);
      if (!isOutOfReach || !(await this.inPrivate.deliver(state, error))) throw error;
    }
  }

  async showProgress(state: InteractionState, progress: GenerationProgress | null): Promise<void> {
    const card = restoreView(state).withProgress(progress).render();
    // A waiting card keeps its picture, so it is not sent again.
    const payload = await this.payloads.build(card, card.picture?.name);
    await editCardAsBot(this.client, placeOf(state), payload);
  }

  private async noteDeletion(interactionId: string): Promise<void> {
    const now = new Date(this.clock.now()).toISOString();
    await this.persistence.change(interactionId, (newest) => noteDeletion(newest, now));
  }
}

function placeOf({ channelId, messageId }: InteractionState): CardPlace {
  if (channelId !== null && messageId !== null) return { channelId, messageId };
  throw new AppError({
    code: 'discord.undeliverable',
    retryable: false,
    userMessage: 'This request has no card.',
  });
}
