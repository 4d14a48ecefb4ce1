import { inject, injectable } from 'tsyringe';

import { LOGGER, type Logger } from '../../../platform/logger.js';
import { pause } from '../../../platform/pause.js';
import { LogCleanup } from './log-cleanup.js';
import { LogPosts } from './log-posts.js';
import { ModerationLog } from './moderation-log.js';

const INTERVAL_MS = 60 * 60_000;

/**
 * Posts entries of the moderation log as they come, and every hour what could not be posted;
 * removes what is too old.
 */
@injectable()
export class LogSchedule {
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly log: ModerationLog,
    private readonly posts: LogPosts,
    private readonly cleanup: LogCleanup,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Begins in the background. The client must be ready. */
  start(): void {
    this.log.follow((guildId) => void this.posts.post(guildId));
    this.running = this.run(this.stopping.signal);
  }

  /** Stops. Resolves when nothing is under way; the next start goes on. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.posts.postWaiting();
        await this.cleanup.run(signal);
      } catch (err) {
        if (!signal.aborted) this.logger.warn({ err }, 'The moderation log could not be kept');
      }
      // It rejects only when the signal aborts, which ends this loop.
      await pause(INTERVAL_MS, signal).catch(() => undefined);
    }
  }
}
