import { MessageFlags, type APIModalInteractionResponseCallbackData } from 'discord.js';

import type { Logger } from '../../../platform/logger.js';
import type { View } from '../../../views/restore-view.js';
import { isTokenDead, toDiscordError } from '../../discord-errors.js';
import type { CardInteraction } from './card-interaction.js';
import type { CardPayloads } from './card-payloads.js';
import { withChangedRows } from './changed-rows.js';
import { editCardAsBot } from './channel-cards.js';
import { shownPictureName } from './shown-picture.js';

/** Discord wants the first answer within 3 s; half of that is left for the way. */
const DEFER_AFTER_MS = 1_500;

/**
 * The answer to one click on a card. It is deferred when it takes long, goes by the interaction
 * token while that works, and else edits the card as the bot.
 */
export class CardAnswer {
  private readonly deferTimer: NodeJS.Timeout;
  private deferral: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly interaction: CardInteraction,
    private readonly payloads: CardPayloads,
    private readonly logger: Logger,
  ) {
    this.deferTimer = setTimeout(() => this.defer(), DEFER_AFTER_MS);
  }

  /**
   * Turns the card into what `view` renders.
   *
   * @throws AppError `discord.*`, or `storage.*` when the picture cannot be read.
   */
  async show(view: View): Promise<void> {
    const { interaction } = this;
    const payload = await this.payloads.build(view.render(), shownPictureName(interaction.message));
    await this.settle();
    try {
      // Once it is deferred, so much time has passed that the card may have changed.
      await (interaction.deferred
        ? interaction.editReply(payload)
        : interaction.update(withChangedRows(payload, interaction.message)));
    } catch (error) {
      if (!isTokenDead(error) && !toDiscordError(error).retryable) throw toDiscordError(error);
      const { channelId, id: messageId } = interaction.message;
      await editCardAsBot(interaction.client, { channelId, messageId }, payload);
    }
  }

  /** Opens a modal, or says that it is too late for one. */
  async openModal(modal: APIModalInteractionResponseCallbackData): Promise<void> {
    await this.settle();
    const { interaction } = this;
    if (interaction.deferred || interaction.isModalSubmit()) {
      return this.tell('That took me too long to open a form; please press again.');
    }
    await this.unlessTokenIsDead(interaction.showModal(modal));
  }

  /** Says something that only the person who clicked sees; the card stays as it is. */
  async tell(content: string): Promise<void> {
    await this.settle();
    const { interaction } = this;
    const message = {
      content,
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

  private defer(): void {
    this.deferral = this.interaction.deferUpdate().catch((err: unknown) => {
      // The answer itself meets the same trouble, and handles it.
      this.logger.debug({ err }, 'Could not defer');
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
