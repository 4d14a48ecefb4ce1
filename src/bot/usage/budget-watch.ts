import type { Client as ReadyClient } from 'discord.js';
import { Client } from 'discordx';
import { inject, injectable } from 'tsyringe';

import { Duties } from '../../persistence/duties.js';
import { onDuty } from '../../persistence/on-duty.js';
import { AppError } from '../../platform/app-error.js';
import { LOGGER, type Logger } from '../../platform/logger.js';
import { METRICS, type Metrics } from '../../platform/metrics.js';
import { pause } from '../../platform/pause.js';
import { toDiscordError } from '../discord-errors.js';
import { ownersOf } from '../guards/bot-owners.js';
import { BudgetNotices, type BudgetNotice } from './budget-notices.js';
import { budgetNearlyUsed, budgetUsedUp } from './sentences.js';

const EVERY_MS = 30_000;

/**
 * Tells whoever runs the bot when a budget is nearly used up, and when it is: in the log, by a
 * metric, and in a direct message. Of all processes on one database one does so.
 */
@injectable()
export class BudgetWatch {
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly client: Client,
    private readonly duties: Duties,
    private readonly notices: BudgetNotices,
    @inject(METRICS) private readonly metrics: Metrics,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Begins, where there is a budget; the client must be ready. */
  start(): void {
    if (!this.notices.hasBudget) return;
    this.running = onDuty(this.duties, this.logger, {
      name: 'budgets',
      signal: this.stopping.signal,
      run: (signal) => this.watch(signal),
    });
  }

  /** Stops. Resolves when nothing is under way. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** Tells what is due. Never rejects; what could not be told now is due again. */
  async look(): Promise<void> {
    try {
      for (const notice of await this.notices.due()) await this.tell(notice);
    } catch (err) {
      this.logger.warn({ err }, 'A notice about a budget could not be sent; it is tried again');
    }
  }

  private async watch(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.look();
      // It rejects only when the signal aborts, which ends this loop.
      await pause(EVERY_MS, signal).catch(() => undefined);
    }
  }

  private async tell(notice: BudgetNotice): Promise<void> {
    const { client } = this;
    if (!client.isReady()) return;
    for (const ownerId of await ownersOf(client)) await this.send(client, ownerId, notice);
    const { period, level, microDollars, budget } = notice;
    const fields = { period, microDollars, budget };
    if (level === 100) this.logger.error(fields, 'A budget is used up, so no pictures are made');
    else this.logger.warn(fields, 'A budget is nearly used up');
    this.metrics.budgetNoticed(period, level);
    await this.notices.told(notice);
  }

  /**
   * A repetition sends nothing: Discord compares the nonce. Who takes no direct messages
   * has the log.
   */
  private async send(
    client: ReadyClient<true>,
    ownerId: string,
    notice: BudgetNotice,
  ): Promise<void> {
    const content = notice.level === 100 ? budgetUsedUp(notice) : budgetNearlyUsed(notice);
    const nonce = `${notice.period}-${notice.since}-${notice.level}`;
    try {
      await client.users.send(ownerId, { content, nonce, enforceNonce: true });
    } catch (cause) {
      const error = toDiscordError(cause);
      if (error instanceof AppError && error.retryable) throw error;
      this.logger.warn({ err: error }, 'The owner of the bot takes no direct messages');
    }
  }
}
