import { setImmediate } from 'node:timers/promises';

import { Events } from 'discord.js';
import { Client } from 'discordx';
import PQueue from 'p-queue';
import { inject, injectable } from 'tsyringe';

import { AppError } from '../../../platform/app-error.js';
import { retryUntilAborted } from '../../../platform/retry-until-aborted.js';
import { LOGGER, type Logger } from '../../../platform/logger.js';
import { PersistenceService } from '../../../persistence/persistence-service.js';
import { toDiscordError } from '../../discord-errors.js';
import { ProcessedEvents } from '../session/processed-events.js';
import { serves } from '../shards/served-shards.js';
import { CatchUpWindow } from './catch-up-window.js';
import { messagesAfter } from './channel-history.js';
import { guildChannelsToRead, isAbove } from './channels-to-read.js';
import { unansweredMentions, type SaidMessage } from './unanswered-mentions.js';

/** Half of the mentions that are read at the same time; the other half is for new ones. */
const CHANNELS_AT_ONCE = 2;

const MAX_DIRECT_CHANNELS = 500;
const MAX_ATTEMPTS = 3;

/** Reads channels back and answers mentions that the bot missed. */
@injectable()
export class CatchUp {
  constructor(
    private readonly client: Client,
    private readonly persistence: PersistenceService,
    private readonly processed: ProcessedEvents,
    private readonly window: CatchUpWindow,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  get isOn(): boolean {
    return this.window.isOpen;
  }

  /**
   * Reads all channels that have messages after `since`, and passes each unanswered mention to the
   * handlers like a new one. The client must be ready.
   *
   * @returns whether all channels could be read.
   * @throws AppError `storage.*`, or the reason of `signal`.
   */
  async run(since: string, signal: AbortSignal): Promise<boolean> {
    if (!this.client.isReady()) return false;
    const after = this.window.after(since);
    const ids = [
      ...guildChannelsToRead(this.client, after),
      ...(await this.directChannels(this.client)),
    ];
    this.logger.info({ channels: ids.length }, 'Reading channels back');
    const queue = new PQueue({ concurrency: CHANNELS_AT_ONCE });
    const results = await queue.addAll(ids.map((id) => () => this.readChannel(id, after, signal)));
    signal.throwIfAborted();
    const mentions = results.reduce<number>((sum, result) => sum + (result ?? 0), 0);
    this.logger.info({ channels: ids.length, mentions }, 'Read channels back');
    return !results.includes(null);
  }

  /** Direct messages belong to the first shard, which another process may have. */
  private async directChannels(client: Client): Promise<string[]> {
    if (!serves(client, null)) return [];
    return this.persistence.directChannelIds(MAX_DIRECT_CHANNELS);
  }

  /** The number of answered mentions, or null if Discord did not answer. */
  private async readChannel(
    channelId: string,
    after: bigint,
    signal: AbortSignal,
  ): Promise<number | null> {
    try {
      const read = () => this.unansweredIn(channelId, after);
      const mentions = await retryUntilAborted(read, signal, this.logger, MAX_ATTEMPTS);
      for (const mention of mentions) await this.answer(mention, signal);
      return mentions.length;
    } catch (err) {
      if (signal.aborted) return null;
      const isRetryable = !(err instanceof AppError) || err.retryable;
      this.logger[isRetryable ? 'warn' : 'debug'](
        { channelId, err },
        'Could not read a channel back',
      );
      return isRetryable ? null : 0;
    }
  }

  private async unansweredIn(channelId: string, after: bigint): Promise<SaidMessage[]> {
    try {
      const channel = await this.client.channels.fetch(channelId);
      if (!channel?.isTextBased() || !isAbove(channel.lastMessageId ?? null, after)) return [];
      return unansweredMentions(await messagesAfter(channel, after), after);
    } catch (error) {
      throw toDiscordError(error);
    }
  }

  private async answer(mention: SaidMessage, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.processed.isStarted(mention.id)) return;
    this.client.emit(Events.MessageCreate, mention);
    // Handlers start in microtasks; after the signal none start.
    await setImmediate();
    signal.throwIfAborted();
    if (this.processed.isStarted(mention.id))
      await this.processed.waitUntilDone(mention.id, signal);
  }
}
