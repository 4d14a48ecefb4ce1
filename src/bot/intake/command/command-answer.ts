import {
  InteractionWebhook,
  MessageFlags,
  type Client,
  type Message,
  type MessageEditOptions,
} from 'discord.js';

import { isGone, isTokenDead, toDiscordError } from '../../discord-errors.js';

/** The deferred answer to a command or click, by the token that Discord gave with it, in any process. */
export class CommandAnswer {
  private readonly webhook: InteractionWebhook;

  constructor(client: Client<true>, token: string) {
    this.webhook = new InteractionWebhook(client, client.application.id, token);
  }

  /**
   * Whether there is an answer that can be changed. There is none where Discord never heard of one, or
   * where it was taken away because the card stands in the channel.
   *
   * @throws AppError `discord.*`, retryable
   */
  async isThere(): Promise<boolean> {
    return (await this.fetch()) !== null;
  }

  /**
   * Whether Discord still shows that the bot is thinking.
   *
   * @throws AppError `discord.*`, retryable
   */
  async isAwaited(): Promise<boolean> {
    const shown = await this.fetch();
    return shown?.flags.has(MessageFlags.Loading) === true;
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

  private async fetch(): Promise<Message | null> {
    try {
      return await this.webhook.fetchMessage('@original');
    } catch (cause) {
      const error = toDiscordError(cause);
      if (isTokenDead(cause) || isGone(error)) return null;
      throw error;
    }
  }
}
