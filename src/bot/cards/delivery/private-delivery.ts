import type { DMChannel } from 'discord.js';
import { Client } from 'discordx';
import { inject, injectable } from 'tsyringe';

import { AppError } from '../../../platform/app-error.js';
import { LOGGER, type Logger } from '../../../platform/logger.js';
import type { Generation } from '../../../interactions/generation.js';
import type { InteractionState } from '../../../interactions/interaction-state.js';
import type { CardMessage } from '../../../views/card-message.js';
import { restoreView } from '../../../views/restore-view.js';
import { inAcceptedForm } from '../answering/accepted-form.js';
import { CardPayloads } from '../answering/card-payloads.js';
import { ownMessageAbout } from '../answering/own-messages.js';
import { toDiscordError } from '../../discord-errors.js';
import { notLetShow, notTaken, outOfReach } from './sentences.js';

/**
 * Sends the outcome of a generation to its person when the card is there, but cannot be reached.
 */
@injectable()
export class PrivateDelivery {
  constructor(
    private readonly client: Client,
    private readonly payloads: CardPayloads,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Sends one direct message with the reason and what the card would show, without buttons.
   *
   * @param reason why the card cannot be reached.
   * @returns whether the person has the message. False for a cancelled generation, or if Discord
   * does not allow the message.
   * @throws AppError `discord.*` when Discord failed and a retry can help; `storage.*`
   */
  async deliver(state: InteractionState, reason: AppError): Promise<boolean> {
    const { generation } = state;
    if (generation === null || generation.status === 'cancelled') return false;
    try {
      const person = await this.client.users.fetch(generation.requestedBy);
      const channel = await person.createDM();
      await this.tell(channel, { state, generation, reason });
    } catch (cause) {
      const error = toDiscordError(cause);
      if (error.retryable || error.code.startsWith('storage.')) throw error;
      this.logger.warn({ interactionId: state.id, err: error }, 'Person cannot be told');
      return false;
    }
    this.logger.info({ interactionId: state.id, err: reason }, 'Outcome told in a direct message');
    return true;
  }

  private async tell(
    channel: DMChannel,
    {
      state,
      generation,
      reason,
    }: {
      readonly state: InteractionState;
      readonly generation: Generation;
      readonly reason: AppError;
    },
  ): Promise<void> {
    // A former process may have sent the message before it was killed.
    const sinceMs = Date.parse(generation.requestedAt);
    if (await ownMessageAbout(channel, state.id, { sinceMs })) return;
    const send = async (form: CardMessage) => {
      const card = await this.payloads.build(form);
      const message = {
        ...card,
        // The card may become reachable again, and stays the only one with buttons.
        components: [],
        content: whatHappened(state, reason),
        nonce: nonceFor(generation),
        enforceNonce: true,
      };
      const once = async () => {
        try {
          await channel.send(message);
        } catch (error) {
          throw toDiscordError(error);
        }
      };
      await this.payloads.inTurn(generation.requestedBy, card, once);
    };
    await inAcceptedForm(restoreView(state).render(), send, this.logger);
  }
}

function whatHappened({ channelId }: InteractionState, reason: AppError): string {
  if (reason.code === 'discord.rejected') return notLetShow(channelId);
  return reason.retryable ? notTaken(channelId) : outOfReach(channelId);
}

/** A UUID in 22 characters; Discord accepts 25. */
function nonceFor({ id }: Generation): string {
  return Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');
}
