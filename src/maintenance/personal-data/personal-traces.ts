import { setTimeout } from 'node:timers/promises';

import { injectable } from 'tsyringe';

import { withoutPerson } from '../../interactions/forgotten-person.js';
import { InteractionInventory } from '../../persistence/interaction-inventory.js';
import { ModelTurns } from '../../persistence/model-turns.js';
import { PersistenceService } from '../../persistence/persistence-service.js';
import type { Throttle } from '../retention/throttle.js';

/** So many are read and checked at a time that clicks beside it do not wait. */
const AT_ONCE = 20;

/** What a person did on the cards of others: what they kept, and had made. */
@injectable()
export class PersonalTraces {
  constructor(
    private readonly inventory: InteractionInventory,
    private readonly persistence: PersistenceService,
    private readonly turns: ModelTurns,
  ) {}

  /**
   * How many interactions of others hold something of a person. It reads every row.
   *
   * @throws AppError `storage.*`; an `AbortError` when the signal ended it.
   */
  async count(personId: string, throttle: Throttle): Promise<number> {
    let count = 0;
    for await (const found of this.among(personId, throttle)) count += found.length;
    return count;
  }

  /**
   * Takes a person out of the interactions of others, and tells after each batch in how many that
   * was done. It can be repeated.
   *
   * @throws AppError `storage.*`; an `AbortError` when the signal ended it.
   */
  async *remove(personId: string, throttle: Throttle): AsyncGenerator<number> {
    for await (const ids of this.among(personId, throttle)) {
      for (const id of ids) await this.removeFrom(id, personId);
      yield ids.length;
    }
  }

  private async removeFrom(id: string, personId: string): Promise<void> {
    const state = await this.persistence.find(id);
    const part = state && withoutPerson(state, personId);
    if (part === null) return;
    await this.turns.remove(id, part.imageKeys);
    await this.persistence.change(id, (newest) => withoutPerson(newest, personId)?.state ?? null);
  }

  /**
   * Of each batch of rows the ids of those that hold something of the person, and so often none.
   */
  private async *among(
    personId: string,
    { pauseMs, signal }: Throttle,
  ): AsyncGenerator<readonly string[]> {
    let read = 0;
    let found: string[] = [];
    for await (const { id, state } of this.inventory.all()) {
      const isOthers = state !== null && state.userId !== personId;
      if (isOthers && withoutPerson(state, personId) !== null) found.push(id);
      read += 1;
      if (read % AT_ONCE !== 0) continue;
      signal.throwIfAborted();
      yield found;
      found = [];
      await setTimeout(pauseMs);
    }
    yield found;
  }
}
