import { Client } from 'discordx';
import { injectable } from 'tsyringe';

import { AppError } from '../../../platform/app-error.js';
import type { CardDelivery } from '../../../generation/card-delivery.js';
import type { GenerationProgress } from '../../../interactions/generation-progress.js';
import type { InteractionState } from '../../../interactions/interaction-state.js';
import { restoreView } from '../../../views/restore-view.js';
import { CardPayloads } from '../answering/card-payloads.js';
import { editCardAsBot, type CardPlace } from '../answering/channel-cards.js';
import { PrivateDelivery } from './private-delivery.js';

/** Shows states on their cards in Discord, independent of any click. */
@injectable()
export class DiscordCardDelivery implements CardDelivery {
  constructor(
    private readonly client: Client,
    private readonly payloads: CardPayloads,
    private readonly inPrivate: PrivateDelivery,
  ) {}

  /**
   * When the card cannot be reached, sends the outcome to the person in a direct message, if
   * possible.
   */
  async deliver(state: InteractionState): Promise<void> {
    const payload = await this.payloads.build(restoreView(state).render());
    try {
      await editCardAsBot(this.client, placeOf(state), payload);
    } catch (error) {
      const isOutOfReach = error instanceof AppError && error.code === 'discord.undeliverable';
      if (!isOutOfReach || !(await this.inPrivate.deliver(state, error))) throw error;
    }
  }

  async showProgress(state: InteractionState, progress: GenerationProgress | null): Promise<void> {
    const card = restoreView(state).withProgress(progress).render();
    // A waiting card keeps its picture, so it is not sent again.
    const payload = await this.payloads.build(card, card.picture?.name);
    await editCardAsBot(this.client, placeOf(state), payload);
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
