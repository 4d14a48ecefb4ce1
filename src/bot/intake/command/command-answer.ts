import {
  InteractionWebhook,
  MessageFlags,
  type Client,
  type Message,
  type MessageEditOptions,
} from 'discord.js';

import { namedInteraction } from '../../cards/answering/named-interaction.js';
import { isGone, isTokenDead, isTokenOver, toDiscordError } from '../../discord-errors.js';

/**
 * The deferred answer to a command or click, by the token that Discord gave with it,
 * in any process.
 */
export class CommandAnswer {
  private readonly webhook: InteractionWebhook;

  constructor(client: Client<true>, token: string) {
    this.webhook = new InteractionWebhook(client, client.application.id, token);
  }

  /**
   * Whether there is an answer that can be changed. There is none where Discord never heard of one,
   * or where it was taken away because the card stands in the channel; after fifteen minutes
   * Discord does not tell (`late`), and these are on its clock.
   *
   * @throws AppError `discord.*`, retryable
   */
  async presence(): Promise<'there' | 'gone' | 'late'> {
    const found = await this.fetch();
    return typeof found === 'string' ? found : 'there';
  }

  /**
   * Whether Discord still shows that the bot is thinking.
   *
   * @throws AppError `discord.*`, retryable
   */
  async isAwaited(): Promise<boolean> {
    const shown = await this.fetch();
    return typeof shown !== 'string' && shown.flags.has(MessageFlags.Loading);
  }

  /**
   * Whether it is the card of an interaction.
   *
   * @throws AppError `discord.*`, retryable
   */
  async isCardOf(interactionId: string): Promise<boolean> {
    const shown = await this.fetch();
    return typeof shown !== 'string' && namedInteraction(shown) === interactionId;
  }

  /** @throws AppError `discord.*` */
  async show(payload: MessageEditOptions): Promise<Message> {
    try {
      return await this.webhook.editMessage('@original', payload);
    } catch (cause) {
      throw toDiscordError(cause);
    }
  }

  /** Takes the answer away; one that is gone is fine. Never rejects for what Discord answers. */
  async remove(): Promise<void> {
    try {
      await this.webhook.deleteMessage('@original');
    } catch (cause) {
      const error = toDiscordError(cause);
      if (!isTokenDead(cause) && !isGone(error) && error.retryable) throw error;
    }
  }

  private async fetch(): Promise<Message | 'gone' | 'late'> {
    try {
      return await this.webhook.fetchMessage('@original');
    } catch (cause) {
      if (isTokenOver(cause)) return 'late';
      const error = toDiscordError(cause);
      if (isTokenDead(cause) || isGone(error)) return 'gone';
      throw error;
    }
  }
}
