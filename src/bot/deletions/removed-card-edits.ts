import { Client } from 'discordx';
import { inject, injectable } from 'tsyringe';

import { OWN_CARDS, type OwnCards } from '../../persistence/own-cards.js';
import { RemovedCards, type RemovedCard } from '../../persistence/removed-cards.js';
import { AppError } from '../../platform/app-error.js';
import { KeyedMutex } from '../../platform/keyed-mutex.js';
import { LOGGER, type Logger } from '../../platform/logger.js';
import { RateLimited } from '../../platform/rate-limited.js';
import { editCardAsBot } from '../cards/answering/channel-cards.js';
import { CARD_REMOVED } from '../personal-data/sentences.js';

/** How often it looks for cards: the command line notes some as well. */
const LOOK_EVERY_MS = 10_000;

const BATCH_SIZE = 50;

/** What becomes of a card whose interaction was erased. */
const REMOVED = {
  content: CARD_REMOVED,
  embeds: [],
  components: [],
  attachments: [],
  files: [],
  allowedMentions: { parse: [] },
};

/**
 * Lets the cards of what was erased say that they were removed: those of this process's shards, as
 * fast as Discord allows. Old messages can be edited a few at a time only, so a channel that is
 * limited waits while others go on.
 */
@injectable()
export class RemovedCardEdits {
  private readonly stopping = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | null = null;
  private isCalled = false;
  /**
   * When the cards of a channel can be edited again, in milliseconds since the start
   * of the process.
   */
  private readonly limitedUntilMs = new Map<string, number>();

  constructor(
    private readonly client: Client,
    private readonly cards: RemovedCards,
    private readonly mutex: KeyedMutex,
    @inject(OWN_CARDS) private readonly own: OwnCards,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Begins to look now and then. The client must be ready. */
  start(): void {
    this.timer = setInterval(() => this.wake(), LOOK_EVERY_MS);
    this.wake();
  }

  /** Stops; the next start goes on. Resolves when no edit is under way. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.stopping.abort();
    await this.running;
  }

  /** Looks at once. Never throws. */
  wake(): void {
    this.isCalled = true;
    this.running ??= this.run();
  }

  private async run(): Promise<void> {
    try {
      while (this.isCalled && !this.stopping.signal.aborted) {
        this.isCalled = false;
        await this.editAll();
      }
    } catch (err) {
      this.logger.warn({ err }, 'Removed cards could not be edited; it is tried again');
    } finally {
      this.running = null;
    }
  }

  private async editAll(): Promise<void> {
    for (let after = ''; ;) {
      const batch = await this.cards.after(after, BATCH_SIZE);
      for (const card of batch.filter(({ guildId }) => this.own.isOwn(guildId))) {
        if (this.stopping.signal.aborted) return;
        if (!this.isLimited(card)) await this.edit(card);
      }
      const last = batch.at(-1);
      if (last === undefined) return;
      after = last.messageId;
    }
  }

  /** A click that is under way shows its card before that. */
  private async edit(card: RemovedCard): Promise<void> {
    const { interactionId, channelId } = card;
    try {
      await this.mutex.run(interactionId, () => editCardAsBot(this.client, card, REMOVED));
      this.logger.info({ interactionId }, 'A card says that it was removed');
    } catch (err) {
      if (!(err instanceof AppError)) throw err;
      if (err instanceof RateLimited)
        this.limitedUntilMs.set(channelId, performance.now() + err.retryAfterMs);
      if (err.retryable) return;
      // It is gone, or the bot may not change it any more.
      this.logger.info({ interactionId, err }, 'A removed card is out of reach');
    }
    await this.cards.remove(card.messageId);
  }

  private isLimited({ channelId }: RemovedCard): boolean {
    return (this.limitedUntilMs.get(channelId) ?? 0) > performance.now();
  }
}
