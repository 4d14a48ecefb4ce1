import type { Client, SendableChannels } from 'discord.js';
import { inject, injectable } from 'tsyringe';

import { isCarriedOut } from '../../../interactions/carried-out-clicks.js';
import type { InteractionState } from '../../../interactions/interaction-state.js';
import { beginMove } from '../../../interactions/moving.js';
import { PersistenceService } from '../../../persistence/persistence-service.js';
import { MODERATION, type Moderation } from '../../../config/moderation.js';
import { AppError } from '../../../platform/app-error.js';
import { KeyedMutex } from '../../../platform/keyed-mutex.js';
import { LOGGER, type Logger } from '../../../platform/logger.js';
import { toDiscordError } from '../../discord-errors.js';
import { coversIn, isAgeRestricted } from '../../guards/age-restricted.js';
import { CardPayloads } from '../answering/card-payloads.js';
import { postedCard } from '../answering/own-messages.js';
import { finishMove } from './finish-move.js';
import { notePosted } from './note-posted.js';
import { sendableChannel } from './sendable-channel.js';
import { BEING_MOVED } from './sentences.js';

/** Brings cards to other places. */
@injectable()
export class CardMove {
  constructor(
    private readonly persistence: PersistenceService,
    private readonly mutex: KeyedMutex,
    private readonly payloads: CardPayloads,
    @inject(LOGGER) private readonly logger: Logger,
    @inject(MODERATION) private readonly moderation: Pick<Moderation, 'spoilerMode'>,
  ) {}

  /**
   * Makes a new message of a channel the card. The row says so first, then the message is posted,
   * then the former one is closed; whoever comes next goes on after a kill in between.
   *
   * @param clickId what asks for it; the same one again moves nothing twice.
   * @throws AppError `state.*`, `discord.*` or `storage.*`; the card is then where it was, or can
   * still be brought by asking again.
   */
  async bring(interactionId: string, clickId: string, channel: SendableChannels): Promise<void> {
    const { client } = channel;
    const { spoilerMode } = this.moderation;
    await this.mutex.run(interactionId, async () => {
      // What another click has begun, or this one in a former life, is brought to its end first.
      const found = await this.persistence.load(interactionId);
      const before = await finishMove(client, await this.withCard(client, found), this.tools);
      if (isCarriedOut(before, clickId)) return;
      const target = {
        guildId: channel.isDMBased() ? null : channel.guildId,
        channelId: channel.id,
        isCovered: coversIn(spoilerMode, { isAgeRestricted: isAgeRestricted(channel) }),
      };
      const moving = await this.persistence.change(interactionId, (now) =>
        now.move === null && now.deletedAt === null ? beginMove(now, clickId, target) : null,
      );
      if (moving === null) throw notToBeMoved();
      await finishMove(client, moving, { ...this.tools, isNew: true });
      this.logger.info({ interactionId }, 'Brought a card to another place');
    });
  }

  /** Who posted the card may have seen to everything but telling the row which message it is. */
  private async withCard(client: Client, state: InteractionState): Promise<InteractionState> {
    const { id, messageId, move, reach, channelId } = state;
    if (messageId !== null || move !== null || reach === 'token' || channelId === null)
      return state;
    const channel = await channelIfThere(client, channelId);
    const card = channel && (await postedCard(channel, state));
    if (card === null) return state;
    await notePosted(state, card, this.tools);
    return this.persistence.load(id);
  }

  private get tools() {
    const { persistence, payloads, logger } = this;
    return { persistence, payloads, logger };
  }
}

async function channelIfThere(client: Client, channelId: string): Promise<SendableChannels | null> {
  try {
    return await sendableChannel(client, channelId);
  } catch (cause) {
    const error = toDiscordError(cause);
    if (error.retryable) throw error;
    return null;
  }
}

function notToBeMoved(): AppError {
  return new AppError({
    code: 'discord.card_away',
    retryable: false,
    userMessage: BEING_MOVED,
  });
}
