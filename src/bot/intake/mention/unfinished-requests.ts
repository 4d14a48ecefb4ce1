import type { Message, TextBasedChannel } from 'discord.js';
import { Client } from 'discordx';
import { inject, injectable } from 'tsyringe';

import { AppError } from '../../../platform/app-error.js';
import { processesOf } from '../../../config/shards.js';
import { CLOCK, type Clock } from '../../../platform/clock.js';
import { LOGGER, type Logger } from '../../../platform/logger.js';
import type { InteractionState } from '../../../interactions/interaction-state.js';
import { PersistenceService } from '../../../persistence/persistence-service.js';
import { isGone, toDiscordError } from '../../discord-errors.js';
import { serves, shardsOf } from '../../gateway/shards/served-shards.js';
import { throughOutage } from '../through-outage.js';
import { CardPoster } from './card-poster.js';

/** Nobody waits for an answer any longer than that. */
const MAX_AGE_MS = 24 * 60 * 60 * 1000;

/** A process dies over a handful of requests; more would be a flood. */
const MAX_REQUESTS = 500;

/**
 * Requests that a former process has stored without learning which message is their card: it died
 * before it had posted the card, or before the row could say so.
 */
@injectable()
export class UnfinishedRequests {
  private found: readonly InteractionState[] = [];

  constructor(
    private readonly client: Client,
    private readonly persistence: PersistenceService,
    private readonly poster: CardPoster,
    @inject(CLOCK) private readonly clock: Clock,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Finds those of this process's shards. To be called before the login: what this process stores
   * later is in good hands.
   *
   * @throws AppError `storage.*`
   */
  async collect(): Promise<void> {
    const since = new Date(this.clock.now() - MAX_AGE_MS).toISOString();
    const limit = MAX_REQUESTS * processesOf(shardsOf(this.client));
    const found = await this.persistence.findWithoutCard(since, limit);
    this.found = found.filter(
      ({ guildId, reach }) => reach === 'channel' && serves(this.client, guildId),
    );
  }

  /**
   * Sees to it that each of them has its card, and knows it. What cannot be done, also after some
   * seconds where the storage is away, is left to the next start. The client must be ready.
   *
   * @param others the requests that somebody else goes on with.
   * @throws the reason of `signal`.
   */
  async finish(signal: AbortSignal, others: ReadonlySet<string> = new Set()): Promise<void> {
    for (const { id: interactionId, requestMessageId, channelId } of this.found) {
      signal.throwIfAborted();
      try {
        if (requestMessageId === null || channelId === null) continue;
        if (others.has(requestMessageId)) continue;
        await throughOutage(() => this.finishOne(requestMessageId, channelId), this.logger);
      } catch (err) {
        this.logger[levelOf(err)]({ interactionId, err }, 'Could not finish a request');
      }
    }
    this.found = [];
  }

  /** Most of them were finished or refused meanwhile, when Discord told of their messages again. */
  private async finishOne(requestMessageId: string, channelId: string): Promise<void> {
    const state = await this.persistence.findByRequest(requestMessageId);
    if (state === null || state.messageId !== null || state.deletedAt !== null) return;
    const channel = await this.client.channels.fetch(channelId).catch(rethrown);
    if (!channel?.isTextBased()) return;
    const message = await messageIn(channel, requestMessageId);
    await (message === null
      ? this.poster.findOrGiveUp(channel, state)
      : this.poster.postUnlessThere(message, state));
    this.logger.info({ interactionId: state.id }, 'Finished a request');
  }
}

/** The message; null when it was deleted. */
async function messageIn(channel: TextBasedChannel, messageId: string): Promise<Message | null> {
  try {
    return await channel.messages.fetch({ message: messageId, cache: false });
  } catch (cause) {
    const error = toDiscordError(cause);
    if (isGone(error)) return null;
    throw error;
  }
}

function rethrown(error: unknown): never {
  throw toDiscordError(error);
}

/** Deleted messages and channels that are out of reach are nothing to worry about. */
function levelOf(error: unknown): 'debug' | 'warn' | 'error' {
  if (!(error instanceof AppError)) return 'error';
  return error.retryable ? 'warn' : 'debug';
}
