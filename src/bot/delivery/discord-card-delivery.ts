import { Client } from 'discordx';
import { injectable } from 'tsyringe';

import { AppError } from '../../app-error.js';
import type { CardDelivery } from '../../generation/card-delivery.js';
import type { InteractionState } from '../../persistence/interaction-state.js';
import { restoreView } from '../../views/restore-view.js';
import { CardPayloads } from '../answering/card-payloads.js';
import { editCardAsBot } from '../answering/channel-cards.js';

/** Shows states on their cards in Discord, without any click to answer. */
@injectable()
export class DiscordCardDelivery implements CardDelivery {
  constructor(
    private readonly client: Client,
    private readonly payloads: CardPayloads,
  ) {}

  async deliver(state: InteractionState): Promise<void> {
    const { channelId, messageId } = state;
    if (messageId === null) {
      throw new AppError({
        code: 'discord.undeliverable',
        retryable: false,
        sentence: 'This request has no card.',
      });
    }
    const payload = await this.payloads.build(restoreView(state).render());
    await editCardAsBot(this.client, { channelId, messageId }, payload);
  }
}
