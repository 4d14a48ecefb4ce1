import type { Message } from 'discord.js';
import { Discord, On, type ArgsOf, type Client } from 'discordx';
import { inject, injectable } from 'tsyringe';

import { LOGGER, type Logger } from '../../../platform/logger.js';
import { PersistenceService } from '../../../persistence/persistence-service.js';
import { restoreView } from '../../../views/restore-view.js';
import { tellPerson } from '../../cards/answering/tell-person.js';
import { placeOf, type Place } from '../../guards/place-permissions.js';
import type { CardGuardData } from '../../guards/restored-card.js';
import { Intake } from '../intake.js';
import type { TakeSlot } from '../reading-slots.js';
import { throughOutage } from '../through-outage.js';
import { CardPoster } from './card-poster.js';
import { isForBot, isHidden } from './mention-names.js';
import { MentionReader } from './mention-reader.js';
import { HOW_TO_ASK, ROLE_ONLY } from './sentences.js';

/**
 * A mention with a prompt, pictures or both becomes an interaction, and is answered with its card.
 */
@Discord()
@injectable()
export class MentionHandler {
  constructor(
    private readonly reader: MentionReader,
    private readonly persistence: PersistenceService,
    private readonly intake: Intake,
    private readonly poster: CardPoster,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  @On({ event: 'messageCreate' })
  async onMessage(
    [message]: ArgsOf<'messageCreate'>,
    _client: Client,
    card: CardGuardData,
  ): Promise<void> {
    if (!isForBot(message)) return;
    const place = placeOf(message);
    if (place.refusal !== null) return tellPerson(message, place.refusal);
    const answering = isHidden(message)
      ? tellPerson(message, ROLE_ONLY)
      : this.intake.inTurn(message.author.id, (takeSlot) =>
          throughOutage(() => this.answer(message, card, takeSlot), this.logger),
        );
    // The work has begun by now, so it does not wait until both requests are put together.
    void this.showThatItWasSeen(message, place);
    await answering;
  }

  /** May be repeated: what it did before is in the row, or was not done. */
  private async answer(message: Message, card: CardGuardData, takeSlot: TakeSlot): Promise<void> {
    const known = await this.persistence.findByRequest(message.id);
    if (known) {
      card.view = restoreView(known);
      // A former process was killed over this message, if its card is not known.
      if (known.messageId === null && known.deletedAt === null) {
        await takeSlot();
        await this.poster.postUnlessThere(message, known);
      }
      return;
    }
    const taken = await this.intake.take(await this.reader.read(message), HOW_TO_ASK, takeSlot);
    if (taken === null) return;
    if ('refusal' in taken) return tellPerson(message, taken.refusal);
    card.view = restoreView(taken.state);
    await this.poster.post(message, taken.state);
  }

  private async showThatItWasSeen(message: Message, { mayReact }: Place): Promise<void> {
    const signs = [
      ...(mayReact ? [message.react('🎨')] : []),
      ...(message.channel.isSendable() ? [message.channel.sendTyping()] : []),
    ];
    const settled = await Promise.allSettled(signs);
    const failed = settled.find((sign) => sign.status === 'rejected');
    if (failed)
      this.logger.debug({ messageId: message.id, err: failed.reason }, 'Could not react or type');
  }
}
