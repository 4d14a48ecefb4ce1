import { inject, injectable } from 'tsyringe';

import type { LedgerEntryEntity } from '../../persistence/ledger-entry.entity.js';
import { Ledger } from '../../persistence/ledger.js';
import { IS_ONLY_PROCESS } from '../../persistence/only-process.js';
import { CLOCK, type Clock } from '../../platform/clock.js';
import { LOGGER, type Logger } from '../../platform/logger.js';
import { Reservations } from './reservations.js';

/** Between a reservation and the request of its generation lie some seconds at most. */
const OLD_ENOUGH_MS = 10 * 60_000;

/** No call of a model takes so long. */
const LONGEST_CALL_MS = 60 * 60_000;

const EVERY_MS = 10 * 60_000;

/**
 * Brings the ledger in line with the generations that there are: what dead processes reserved and
 * never requested is free again, and calls that they made stay charged as they were expected.
 */
@injectable()
export class LedgerReconciliation {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly ledger: Ledger,
    private readonly reservations: Reservations,
    @inject(IS_ONLY_PROCESS) private readonly isOnlyProcess: boolean,
    @inject(CLOCK) private readonly clock: Clock,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * To be called before any work of this process; repeats itself from then on. Where all former
   * processes are dead, nothing of theirs is waited for.
   *
   * @throws AppError `storage.*`
   */
  async start(): Promise<void> {
    if (this.isOnlyProcess) await this.ledger.cutOffAll();
    await this.run(this.isOnlyProcess ? 0 : OLD_ENOUGH_MS);
    this.timer = setInterval(() => {
      this.running = this.again();
    }, EVERY_MS);
    this.timer.unref();
  }

  /** Stops. Resolves when nothing is under way. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  private async again(): Promise<void> {
    try {
      await this.run(OLD_ENOUGH_MS);
    } catch (err) {
      this.logger.warn({ err }, 'The ledger could not be reconciled; it is tried again');
    }
  }

  private async run(oldEnoughMs: number): Promise<void> {
    await this.ledger.removeOld();
    const until = new Date(this.clock.now() - oldEnoughMs).toISOString();
    let entries = await this.ledger.unfinished(until, '');
    while (entries.length > 0) {
      for (const entry of entries) await this.reconcile(entry);
      entries = await this.ledger.unfinished(until, entries.at(-1)?.id ?? '');
    }
  }

  private async reconcile(entry: LedgerEntryEntity): Promise<void> {
    const { interactionId, generationId, attempt, at } = entry;
    try {
      if (await this.reservations.isNeeded(interactionId, generationId)) return;
    } catch (err) {
      // What cannot be read is not guessed about: it stays charged.
      this.logger.warn({ interactionId, err }, 'A reservation could not be looked at');
      return;
    }
    await this.ledger.close(generationId);
    const isOver = Date.parse(at) + LONGEST_CALL_MS <= this.clock.now();
    if (attempt !== null && isOver) await this.ledger.lose(attempt);
  }
}
