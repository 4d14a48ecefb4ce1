import { Client } from 'discordx';
import { inject, injectable } from 'tsyringe';

import type { InteractionState } from '../../../interactions/interaction-state.js';
import { PersistenceService } from '../../../persistence/persistence-service.js';
import { AppError } from '../../../platform/app-error.js';
import { LOGGER, type Logger } from '../../../platform/logger.js';
import { CardPayloads } from '../../cards/answering/card-payloads.js';
import { sendCard } from '../../cards/answering/send-card.js';
import { postedCard } from '../../cards/answering/own-messages.js';
import { notePosted } from '../../cards/moving/note-posted.js';
import { sendableChannel } from '../../cards/moving/sendable-channel.js';
import { CardPoster } from '../mention/card-poster.js';
import type { CommandAnswer } from './command-answer.js';

/** Shows the cards of commands: in the channel, or as the command's own answer. */
@injectable()
export class CommandCards {
  constructor(
    private readonly client: Client,
    private readonly poster: CardPoster,
    private readonly payloads: CardPayloads,
    private readonly persistence: PersistenceService,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Shows the card, once: a repeated call shows no second one. A card that is posted takes the
   * place of the command's answer, because only a reply to a message of a channel tells the
   * bot its words.
   *
   * @throws AppError `discord.*` or `storage.*`
   */
  async show(state: InteractionState, answer: CommandAnswer): Promise<void> {
    if (wasAnswer(state)) return;
    // One that is on its way to another place was posted.
    if (state.messageId === null && state.move === null) {
      if (state.reach === 'token') return this.showAsAnswer(state, answer);
      if (!(await this.posted(state))) return this.showAsAnswer(await this.byToken(state), answer);
    }
    if (state.reach === 'channel') await answer.remove();
  }

  /**
   * Posts the card into its channel.
   *
   * @returns false where the bot may not write there.
   * @throws AppError `discord.*` or `storage.*`
   */
  async posted(state: InteractionState): Promise<boolean> {
    try {
      await this.post(state);
      return true;
    } catch (error) {
      if (isNotAllowed(error)) return false;
      throw error;
    }
  }

  /**
   * Whether a former process has shown the card, also where the row does not know.
   *
   * @param answer null: its token is over, and nobody can tell what it shows.
   * @throws AppError `discord.*`
   */
  async isThere(state: InteractionState, answer: CommandAnswer | null): Promise<boolean> {
    if (state.reach === 'token') return answer !== null && answer.isCardOf(state.id);
    try {
      const channel = await sendableChannel(this.client, state.channelId ?? '');
      return (await postedCard(channel, state)) !== null;
    } catch (error) {
      if (isNotAllowed(error)) return false;
      throw error;
    }
  }

  private async post(state: InteractionState): Promise<void> {
    const channel = await sendableChannel(this.client, state.channelId ?? '');
    const there = await postedCard(channel, state);
    if (there === null) await this.poster.postIn(channel, state);
    else await notePosted(state, there, this.tools);
  }

  private async showAsAnswer(state: InteractionState, answer: CommandAnswer): Promise<void> {
    const card = await sendCard(state, this.tools, (payload) => answer.show(payload));
    await notePosted(state, card, this.tools);
  }

  /** The channel lets the bot not write: the answer itself becomes the card. */
  private async byToken(state: InteractionState): Promise<InteractionState> {
    const changed = await this.persistence.change(state.id, (now) => ({ ...now, reach: 'token' }));
    return changed ?? state;
  }

  private get tools() {
    const { persistence, payloads, logger } = this;
    return { persistence, payloads, logger };
  }
}

/** Whether the command's answer was the card, until somebody brought it to another place. */
function wasAnswer({ formerCards, move }: InteractionState): boolean {
  return move?.from.reach === 'token' || formerCards.some(({ reach }) => reach === 'token');
}

function isNotAllowed(error: unknown): boolean {
  return error instanceof AppError && error.code === 'discord.undeliverable';
}
