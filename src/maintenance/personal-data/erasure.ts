import { inject, injectable } from 'tsyringe';

import {
  Erasures,
  type ErasureCounts,
  type ErasureSubject,
  type TakenErasure,
} from '../../persistence/erasures.js';
import { LOGGER, type Logger } from '../../platform/logger.js';
import type { Throttle } from '../retention/throttle.js';
import { ErasedInteractions } from './erased-interactions.js';
import { ErasureRecord } from './erasure-record.js';
import { PersonalRecords } from './personal-records.js';
import { PersonalTraces } from './personal-traces.js';

/**
 * Erases all that is stored of a person, a server or an interaction: in the bot or beside it, as
 * often as it takes. What was noted in `Erasures` is finished by whoever takes it next, whenever
 * a process dies.
 */
@injectable()
export class Erasure {
  constructor(
    private readonly erasures: Erasures,
    private readonly interactions: ErasedInteractions,
    private readonly traces: PersonalTraces,
    private readonly records: PersonalRecords,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Carries out an erasure that is noted.
   *
   * @param onProgress hears now and then what is gone so far, with what former workers did.
   * @returns what is gone; null where nothing is noted, or another worker is at it.
   * @throws AppError `storage.*`; an `AbortError` when the signal ended it. It stays noted then.
   */
  async run(
    subject: ErasureSubject,
    throttle: Throttle,
    onProgress: (done: ErasureCounts) => void = () => undefined,
  ): Promise<ErasureCounts | null> {
    const taken = await this.erasures.take(subject);
    if (taken === null) return null;
    try {
      return await this.carryOut(taken, throttle, onProgress);
    } catch (error) {
      await this.release(taken);
      throw error;
    }
  }

  private async carryOut(
    taken: TakenErasure,
    throttle: Throttle,
    onProgress: (done: ErasureCounts) => void,
  ): Promise<ErasureCounts | null> {
    const { subject } = taken;
    const record = new ErasureRecord(this.erasures, taken, onProgress);
    await this.interactions.removeAll(record, throttle);
    if (subject.kind === 'person')
      for await (const others of this.traces.remove(subject.id, throttle))
        await record.add({ others });
    await record.add({ records: await this.records.remove(subject) });
    // Before it counts as done: after a kill, nobody would come back to it.
    await this.eraseLog();
    if (!(await this.erasures.finish(taken))) {
      // What came until the later time goes, too.
      await this.release(taken);
      return this.run(subject, throttle, onProgress);
    }
    await this.eraseLog();
    this.logger.info({ kind: subject.kind, ...record.done }, 'Erased what was to be forgotten');
    return record.done;
  }

  private async eraseLog(): Promise<void> {
    try {
      await this.interactions.eraseLog();
    } catch (err) {
      this.logger.warn({ err }, 'The log is left for the next cleanup to erase');
    }
  }

  /** Else the next worker waits until the lease ends. */
  private async release(taken: TakenErasure): Promise<void> {
    try {
      await this.erasures.release(taken);
    } catch (err) {
      this.logger.warn({ err }, 'An erasure could not be given up');
    }
  }
}
