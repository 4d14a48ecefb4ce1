import { MessageFlags, type APIModalInteractionResponseCallbackData } from 'discord.js';

import type { Logger } from '../../../platform/logger.js';
import type { CardMessage, CardRow } from '../../../views/card-message.js';
import type { View } from '../../../views/restore-view.js';
import { isAnsweredElsewhere } from '../../gateway/shards/answered-elsewhere.js';
import { withNotice } from '../../../views/with-notice.js';
import { isTokenDead, toDiscordError } from '../../discord-errors.js';
import { inAcceptedForm } from './accepted-form.js';
import { rolesIn, type CardInteraction } from './card-interaction.js';
import type { ClosedCard } from './closed-card.js';
import { isLarge, isTooMuchForLine, type CardPayload, type CardPayloads } from './card-payloads.js';
import { withChangedRows } from './changed-rows.js';
import { deleteCardAsBot, editCardAsBot, type CardPlace } from './channel-cards.js';
import { inOpenThread } from './open-thread.js';
import type { SeenCard } from './seen-card.js';
import { lateNotice, TOO_LATE_FOR_FORM } from './sentences.js';

/** Discord wants the first answer within 3 s; half of that is left for the way. */
const DEFER_AFTER_MS = 1_500;

/**
 * The answer to one click on a card. It is deferred when it takes long, goes by the interaction
 * token while that works, and else edits the card as the bot.
 */
export class CardAnswer {
  private readonly deferTimer: NodeJS.Timeout;
  private deferral: Promise<unknown> = Promise.resolve();
  private isDeferring = false;
  /** Why nothing is to be sent: another process has answered. */
  private elsewhere: unknown = null;
  private before: View | null = null;
  private isLate = false;

  constructor(
    private readonly interaction: CardInteraction,
    private readonly seen: SeenCard,
    private readonly payloads: CardPayloads,
    private readonly logger: Logger,
  ) {
    this.deferTimer = setTimeout(() => this.defer(), DEFER_AFTER_MS);
  }

  /** Says what the card shows by what is stored, before this click changes it. */
  startFrom(view: View): void {
    this.before = view;
  }

  /** The roles of who clicked. */
  get roleIds(): readonly string[] {
    return rolesIn(this.interaction);
  }

  /** The click came while the bot was restarting, and is carried out now: the card will say so. */
  startLate(): void {
    this.isLate = true;
  }

  /**
   * Reads the picture of `view`, so that nothing is saved that could not be shown; what was read
   * last stays in memory.
   *
   * @throws AppError `storage.*` when the picture cannot be read.
   */
  async prepare(view: View): Promise<void> {
    await this.payloadOf(view.render());
  }

  /**
   * Turns the card into what `view` renders, or into a form of it that Discord accepts.
   *
   * @throws AppError `discord.*`, or `storage.*` when the picture cannot be read.
   */
  async show(view: View): Promise<void> {
    const card = view.render();
    const notice = () => lateNotice(this.interaction.createdTimestamp, Date.now());
    const told = this.isLate ? withNotice(card, notice()) : card;
    await inAcceptedForm(told, (form) => this.send(form), this.logger);
  }

  private async send(card: CardMessage): Promise<void> {
    const { interaction, seen } = this;
    const stored = this.before?.render() ?? null;
    const payload = await this.payloadOf(card);
    // The first answer must have arrived whole in time, its file included.
    if (isLarge(payload)) this.defer();
    await this.settle();
    if (this.elsewhere !== null) throw this.elsewhere;
    if (isLarge(payload)) {
      return this.payloads.inTurn(interaction.user.id, payload, () => this.sendLarge(payload));
    }
    try {
      // Once it is deferred, so much time has passed that the card may have changed.
      await inOpenThread(interaction.message, () =>
        interaction.deferred
          ? interaction.editReply(payload)
          : interaction.update(withChangedRows(payload, seen.rows.map(toJson), stored?.rows ?? [])),
      );
    } catch (error) {
      if (!isTokenDead(error) && !toDiscordError(error).retryable) throw toDiscordError(error);
      await this.editAsBot(payload);
    }
  }

  private payloadOf(card: CardMessage): Promise<CardPayload> {
    return this.payloads.build(card, this.pictureThere(this.before?.render() ?? null));
  }

  /** By the token, or by the channel where that cannot be used. */
  private async sendLarge(payload: CardPayload): Promise<void> {
    if (!this.interaction.deferred) return this.editAsBot(payload);
    try {
      await inOpenThread(this.interaction.message, () => this.interaction.editReply(payload));
    } catch (error) {
      const known = toDiscordError(error);
      if (!isTokenDead(error) && (!known.retryable || isTooMuchForLine(payload, known)))
        throw known;
      await this.editAsBot(payload);
    }
  }

  private async editAsBot(payload: CardPayload): Promise<void> {
    // No channel changes such a card; its next click shows what was stored.
    if (this.before?.state.reach === 'token') return;
    await editCardAsBot(this.interaction.client, this.place, payload);
  }

  /**
   * The picture that the card shows now; undefined where that is not certain, because somebody else
   * was faster than this click.
   */
  private pictureThere(stored: CardMessage | null): string | null | undefined {
    const seen = this.seen.pictureName ?? null;
    return stored !== null && seen === (stored.picture?.name ?? null) ? seen : undefined;
  }

  /**
   * Deletes the card: by the token, or by its channel where that does not work. One that is gone
   * already is fine.
   *
   * @throws AppError `discord.*`
   */
  async remove(): Promise<void> {
    await this.acknowledge();
    if (this.elsewhere !== null) throw this.elsewhere;
    const { interaction } = this;
    try {
      if (interaction.deferred) return await interaction.deleteReply();
    } catch (err) {
      this.logger.debug({ err }, 'The token did not delete the card');
    }
    await deleteCardAsBot(interaction.client, this.place);
  }

  /** Says that the click was received, and changes nothing. */
  async acknowledge(): Promise<void> {
    this.defer();
    await this.settle();
  }

  /**
   * Deletes a message that was the card before, and that no token reaches.
   *
   * @throws AppError `discord.*`
   */
  async removeFormer(former: CardPlace): Promise<void> {
    this.defer();
    await deleteCardAsBot(this.interaction.client, former);
  }

  private get place(): CardPlace {
    const { message } = this.interaction;
    return { channelId: message.channelId, messageId: message.id };
  }

  /** Opens a modal, or says that it is too late for one. */
  async openModal(modal: APIModalInteractionResponseCallbackData): Promise<void> {
    await this.settle();
    const { interaction } = this;
    if (interaction.deferred || interaction.isModalSubmit()) {
      return this.tell(TOO_LATE_FOR_FORM);
    }
    await this.unlessTokenIsDead(interaction.showModal(modal));
  }

  /**
   * Turns the message of the click, which was the card before, into one that says where
   * the card is.
   *
   * @throws AppError `discord.*`
   */
  async close(payload: ClosedCard): Promise<void> {
    await this.settle();
    const { interaction } = this;
    await this.unlessTokenIsDead(
      interaction.deferred ? interaction.editReply(payload) : interaction.update(payload),
    );
  }

  /**
   * Says something that only the person who clicked sees; the card stays as it is.
   *
   * @param rows what they can press below it.
   */
  async tell(content: string, rows: readonly CardRow[] = []): Promise<void> {
    await this.settle();
    const { interaction } = this;
    const message = {
      content,
      ...(rows.length > 0 && { components: [...rows] }),
      flags: MessageFlags.Ephemeral,
      allowedMentions: { parse: [] },
    } as const;
    const isAnswered = interaction.deferred || interaction.replied;
    await this.unlessTokenIsDead(
      isAnswered ? interaction.followUp(message) : interaction.reply(message),
    );
  }

  /** No answer comes any more, or the last one is out: stops the clock of the deferral. */
  async settle(): Promise<void> {
    clearTimeout(this.deferTimer);
    await this.deferral;
  }

  /** Defers the answer, once. */
  private defer(): void {
    if (this.isDeferring) return;
    this.isDeferring = true;
    this.deferral = this.interaction.deferUpdate().catch((err: unknown) => {
      // The answer itself meets the same trouble, and handles it.
      this.logger.debug({ err }, 'Could not defer');
      if (isAnsweredElsewhere(err)) this.elsewhere = err;
    });
  }

  private async unlessTokenIsDead(answer: Promise<unknown>): Promise<void> {
    try {
      await answer;
    } catch (error) {
      if (!isTokenDead(error)) throw toDiscordError(error);
      // Nobody can be reached by a dead token, and nothing was changed that has to be shown.
      this.logger.warn({ err: error }, 'Answer came too late');
    }
  }
}

function toJson(row: { toJSON(): object }): object {
  return row.toJSON();
}
