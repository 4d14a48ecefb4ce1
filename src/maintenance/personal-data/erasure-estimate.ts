import { injectable } from 'tsyringe';

import type { ErasureSubject } from '../../persistence/erasures.js';
import { InteractionInventory } from '../../persistence/interaction-inventory.js';
import type { Throttle } from '../retention/throttle.js';
import { removableOf } from './erased-interactions.js';
import { PersonalRecords } from './personal-records.js';
import { PersonalTraces } from './personal-traces.js';

/** What an erasure would remove. */
export interface ErasureAmount {
  readonly interactions: number;
  readonly imageBytes: number;
  /** Interactions of others in which the person has a part. */
  readonly others: number;
  readonly records: number;
}

/** Counts what an erasure would remove, and changes nothing. */
@injectable()
export class ErasureEstimate {
  constructor(
    private readonly inventory: InteractionInventory,
    private readonly traces: PersonalTraces,
    private readonly records: PersonalRecords,
  ) {}

  /**
   * Everything that there is now. For a person it reads every row.
   *
   * @param nowMs milliseconds since the Unix epoch.
   * @throws AppError `storage.*`; an `AbortError` when the signal ended it.
   */
  async of(subject: ErasureSubject, nowMs: number, throttle: Throttle): Promise<ErasureAmount> {
    const which = removableOf(subject, new Date(nowMs).toISOString());
    const { interactions, imageBytes } = await this.inventory.countRemovable(which);
    return {
      interactions,
      imageBytes,
      others: subject.kind === 'person' ? await this.traces.count(subject.id, throttle) : 0,
      records: await this.records.count(subject),
    };
  }
}
