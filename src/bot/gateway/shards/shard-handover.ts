import { inject, injectable } from 'tsyringe';

import { DutySuccession } from '../../../persistence/duty-succession.js';
import type { DutyName } from '../../../persistence/duties.js';
import { LOGGER, type Logger } from '../../../platform/logger.js';
import { pause } from '../../../platform/pause.js';
import { ServedShards } from './served-shards.js';
import { ShardDuties } from './shard-duties.js';

const POLL_EVERY_MS = 500;

/** The process that handed its shards over to this one, and may still be at work. */
export interface FormerProcess {
  /** Resolves when it has ended, or must have. @throws the reason of `signal` */
  ended(signal: AbortSignal): Promise<void>;
}

/**
 * How the shards go from a process that is told to stop to the one that stands by: the former one
 * goes on answering until the next one is connected. Until then both hear the same events, and what
 * is stored decides. The former one's session is then resumed for what it left.
 */
@injectable()
export class ShardHandover {
  private handedOver: { readonly names: readonly DutyName[]; readonly to: string } | null = null;

  constructor(
    private readonly duties: ShardDuties,
    private readonly succession: DutySuccession,
    private readonly served: ServedShards,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * The process that handed over to this one; null: there is none at work.
   * @throws AppError `storage.*`
   */
  async formerProcess(): Promise<FormerProcess | null> {
    if (!(await this.isFormerAtWork())) return null;
    this.served.hasCompany = true;
    return {
      ended: async (signal) => {
        while (await this.isFormerAtWorkOrUnknown()) await pause(POLL_EVERY_MS, signal);
        this.served.hasCompany = false;
      },
    };
  }

  /** This process answers now, so that the former one may end. @throws AppError `storage.*` */
  async ready(): Promise<void> {
    const { names } = this.duties;
    if (names.length > 0) await this.succession.markReady(names);
  }

  /**
   * Hands the shards over if another process waits for them, and resolves when that one answers, or
   * after `patienceMs`. Never rejects.
   *
   * @param workingMs how long this process needs at most until it has ended.
   */
  async handOver(patienceMs: number, workingMs: number): Promise<void> {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), patienceMs);
    try {
      await this.tryToHandOver(workingMs, limit.signal);
    } catch (err) {
      if (!limit.signal.aborted) this.logger.warn({ err }, 'Shards could not be handed over');
      else this.logger.warn('The next process was not ready in time');
    } finally {
      clearTimeout(timer);
    }
  }

  /** This process has ended its work for the shards that it has handed over. Never rejects. */
  async signOff(): Promise<void> {
    if (this.handedOver === null) return;
    try {
      await this.succession.signOff(this.handedOver.names, this.handedOver.to);
    } catch (err) {
      this.logger.warn({ err }, 'Could not tell the next process that this one has ended');
    }
  }

  private async tryToHandOver(workingMs: number, signal: AbortSignal): Promise<void> {
    const { names } = this.duties;
    const to = names.length === 0 ? null : await this.succession.successorFor(names);
    if (to === null || !(await this.succession.handOver(names, to, workingMs))) return;
    this.handedOver = { names, to };
    this.served.hasCompany = true;
    await this.duties.letGo();
    this.logger.info('Handed the shards over; answering until the next process does');
    while (!(await this.succession.isReady(names, to))) await pause(POLL_EVERY_MS, signal);
    this.logger.info('The next process answers');
  }

  private async isFormerAtWork(): Promise<boolean> {
    const { names } = this.duties;
    return names.length > 0 && (await this.succession.isFormerAtWork(names));
  }

  private async isFormerAtWorkOrUnknown(): Promise<boolean> {
    try {
      return await this.isFormerAtWork();
    } catch (err) {
      this.logger.warn({ err }, 'Could not find out whether the former process has ended');
      return true;
    }
  }
}
