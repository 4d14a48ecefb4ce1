import type { Message, MessageCreateOptions, SendableChannels, TextBasedChannel } from 'discord.js';
import { inject, injectable } from 'tsyringe';

import type { InteractionState } from '../../../interactions/interaction-state.js';
import { PersistenceService } from '../../../persistence/persistence-service.js';
import { LOGGER, type Logger } from '../../../platform/logger.js';
import { answerMessage } from '../../cards/answering/answer-message.js';
import { CardPayloads, type CardPayload } from '../../cards/answering/card-payloads.js';
import { postedCard } from '../../cards/answering/own-messages.js';
import { sendCard } from '../../cards/answering/send-card.js';
import { sentOnce } from '../../cards/answering/sent-once.js';
import { tellPerson } from '../../cards/answering/tell-person.js';
import { finishMove } from '../../cards/moving/finish-move.js';
import { notePosted } from '../../cards/moving/note-posted.js';
import { isRequestGone, toDiscordError } from '../../discord-errors.js';
import { RulesAgain } from '../../guards/rules/rules-again.js';
import { askOfMessage } from '../../guards/rules/stored-asks.js';

/** Posts the card of a new interaction. */
@injectable()
export class CardPoster {
  constructor(
    private readonly persistence: PersistenceService,
    private readonly payloads: CardPayloads,
    private readonly rules: RulesAgain,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Answers `message` with the card of `state`, once: a repeated call posts no second one. The row
   * then knows its card; if the process dies before, the first click on the card makes up for it. A
   * message that was deleted meanwhile gets no card, and the row knows that.
   *
   * @throws AppError `discord.*` or `storage.*`
   */
  async post(message: Message, state: InteractionState): Promise<void> {
    await this.postBy((payload) => answerMessage(message, payload), message.id, state);
  }

  /**
   * Posts the card of `state`, which somebody asked for by a command, into a channel, once.
   *
   * @throws AppError `discord.*` or `storage.*`
   */
  async postIn(channel: SendableChannels, state: InteractionState): Promise<void> {
    const request = state.requestMessageId ?? state.id;
    await this.postBy((payload) => channel.send(payload), request, state);
  }

  private async postBy(
    send: (payload: MessageCreateOptions) => Promise<Message>,
    nonce: string,
    state: InteractionState,
  ): Promise<void> {
    // Discord takes 25 characters. The id is the same in every process that answers the request.
    const once = { nonce, enforceNonce: true };
    const card = await sendCard(state, this.tools, (payload) =>
      repeated(() => send({ ...payload, ...once }), payload),
    );
    if (card === null) await this.persistence.noteDeletion(state.id);
    else await notePosted(state, card, this.tools);
  }

  /**
   * The same where a former process may have posted it, longer ago than Discord remembers nonces:
   * looks for it first. Where a rule is against it by now, there is no card any more, and who asked
   * is told why.
   *
   * @throws AppError `discord.*` or `storage.*`
   */
  async postUnlessThere(message: Message, state: InteractionState): Promise<void> {
    if (await this.noteWhereThere(message.channel, state)) return;
    const ask = askOfMessage(state);
    const refusal = ask === null ? null : await this.rules.refusal(message.client, ask);
    await (refusal === null ? this.post(message, state) : this.refuse(message, state, refusal));
  }

  /**
   * The same for a message that no longer exists: the row then knows its card, or that there is
   * none to come.
   *
   * @throws AppError `discord.*` or `storage.*`
   */
  async findOrGiveUp(channel: TextBasedChannel, state: InteractionState): Promise<void> {
    if (!(await this.noteWhereThere(channel, state))) await this.persistence.noteDeletion(state.id);
  }

  /**
   * Whether there is a card, which the row then knows. One that was on its way to another place is
   * posted there, and answers no message.
   */
  private async noteWhereThere(
    channel: TextBasedChannel,
    state: InteractionState,
  ): Promise<boolean> {
    if (state.move !== null) {
      await finishMove(channel.client, state, this.tools);
      return true;
    }
    const card = await postedCard(channel, state);
    if (card !== null) await notePosted(state, card, this.tools);
    return card !== null;
  }

  /** Told first: a process that dies in between says it once more, and none forgets to. */
  private async refuse(
    message: Message,
    { id: interactionId }: InteractionState,
    refusal: string,
  ): Promise<void> {
    try {
      await tellPerson(message, refusal);
    } catch (cause) {
      const err = toDiscordError(cause);
      if (err.retryable) throw err;
      this.logger.debug({ interactionId, err }, 'Nobody could be told of a refusal');
    }
    await this.persistence.noteDeletion(interactionId);
  }

  private get tools() {
    const { persistence, payloads, logger } = this;
    return { persistence, payloads, logger };
  }
}

/**
 * The posted card, or null when the message that it answers no longer exists. Where Discord did not
 * answer, the card may be there or not: the nonce makes a repetition safe.
 */
async function repeated(
  send: () => Promise<Message>,
  payload: CardPayload,
): Promise<Message | null> {
  return sentOnce(payload, async () => {
    try {
      return await send();
    } catch (cause) {
      if (isRequestGone(toDiscordError(cause))) return null;
      throw cause;
    }
  });
}
