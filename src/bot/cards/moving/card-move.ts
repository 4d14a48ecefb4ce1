import type { SendableChannels } from 'discord.js';
import { inject, injectable } from 'tsyringe';

import { isCarriedOut } from '../../../interactions/carried-out-clicks.js';
import { beginMove } from '../../../interactions/moving.js';
import { PersistenceService } from '../../../persistence/persistence-service.js';
import { MODERATION, type Moderation } from '../../../config/moderation.js';
import { AppError } from '../../../platform/app-error.js';
import { KeyedMutex } from '../../../platform/keyed-mutex.js';
import { LOGGER, type Logger } from '../../../platform/logger.js';
import { coversIn, isAgeRestricted } from '../../guards/age-restricted.js';
import { CardPayloads } from '../answering/card-payloads.js';
import { finishMove } from './finish-move.js';
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
   * Makes a new message of a channel the card. The row says so first, then the message is posted, then
   * the former one is closed; whoever comes next goes on after a kill in between.
   *
   * @param clickId what asks for it; the same one again moves nothing twice.
   * @throws AppError `state.*`, `discord.*` or `storage.*`; the card is then where it was, or can still
   * be brought by asking again.
   */
  async bring(interactionId: string, clickId: string, channel: SendableChannels): Promise<void> {
    const { client } = channel;
    const { spoilerMode } = this.moderation;
    await this.mutex.run(interactionId, async () => {
      // What another click has begun, or this one in a former life, is brought to its end first.
      const found = await this.persistence.load(interactionId);
      const before = await finishMove(client, found, this.tools);
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

  private get tools() {
    const { persistence, payloads, logger } = this;
    return { persistence, payloads, logger };
  }
}

function notToBeMoved(): AppError {
  return new AppError({
    code: 'discord.card_away',
    retryable: false,
    userMessage: BEING_MOVED,
  });
}
