import { setTimeout } from 'node:timers/promises';

import { inject, injectable } from 'tsyringe';

import type { ErasureSubject } from '../../persistence/erasures.js';
import { IMAGE_STORE, type ImageStore } from '../../persistence/images/image-store.js';
import { InteractionInventory } from '../../persistence/interaction-inventory.js';
import type { ErasableInteraction } from '../../persistence/removable-interaction.js';
import type { Removable } from '../../persistence/removal-repository.js';
import { RemovedCards } from '../../persistence/removed-cards.js';
import { RemovedRequests } from '../../persistence/removed-requests.js';
import { UnfilledColumns } from '../../persistence/unfilled-columns.js';
import type { Throttle } from '../retention/throttle.js';
import type { ErasureRecord } from './erasure-record.js';

const BATCH_SIZE = 50;

/** Removes the interactions of a person or a server, or a single one, with their pictures. */
@injectable()
export class ErasedInteractions {
  constructor(
    private readonly inventory: InteractionInventory,
    private readonly columns: UnfilledColumns,
    private readonly requests: RemovedRequests,
    private readonly cards: RemovedCards,
    @inject(IMAGE_STORE) private readonly images: ImageStore,
  ) {}

  /**
   * Removes all of them. What a killed worker has begun is finished first, and counted once.
   *
   * @throws AppError `storage.*`; an `AbortError` when the signal ended it.
   */
  async removeAll(record: ErasureRecord, throttle: Throttle): Promise<void> {
    await this.finishBegun(record);
    await this.fillColumns(record, throttle);
    const which = removableOf(record.subject, record.requestedAt);
    await this.removeUnnamed(record, which, throttle);
    for (;;) {
      const found = await this.inventory.findErasable(which, BATCH_SIZE);
      if (found.length === 0) return;
      for (const interaction of found) {
        throttle.signal.throwIfAborted();
        await this.remove(interaction, record);
        await setTimeout(throttle.pauseMs);
      }
    }
  }

  /** Takes what was removed out of the log of the database. @throws AppError `storage.*` */
  async eraseLog(): Promise<void> {
    await this.inventory.eraseLog();
  }

  /** A kill may come after each step; the row goes when everything else is noted. */
  private async remove(interaction: ErasableInteraction, record: ErasureRecord): Promise<void> {
    const { id, imageKeys, imageBytes, requestMessageId, cards, cardsOutOfReach } = interaction;
    const images = imageKeys.length;
    const counts = { images, imageBytes, cards: cards.length, cardsOutOfReach };
    await record.begin(interaction, { interactions: 1, ...counts });
    await this.cards.add(cards);
    if (requestMessageId !== null) await this.requests.add(requestMessageId);
    await this.inventory.remove([interaction], { id });
    await this.images.removeAll(imageKeys);
    record.end(true);
  }

  /**
   * The row of what a killed worker has begun tells whether it counts: one that is there
   * is found again.
   */
  private async finishBegun(record: ErasureRecord): Promise<void> {
    if (record.next === null) return;
    const isGone = !(await this.inventory.has(record.next.id));
    if (isGone) await this.images.removeAll(record.next.imageKeys);
    record.end(isGone);
  }

  /** Rows of former versions do not say in a column whose they are. */
  private async fillColumns(record: ErasureRecord, { pauseMs, signal }: Throttle): Promise<void> {
    while ((await this.columns.fillSome(BATCH_SIZE)) === BATCH_SIZE) {
      signal.throwIfAborted();
      // It may be long until there is something to count.
      await record.add({});
      await setTimeout(pauseMs);
    }
  }

  /**
   * Pictures that a killed process has stored and no row names; only the rows tell whose they are.
   */
  private async removeUnnamed(
    record: ErasureRecord,
    which: Removable,
    { pauseMs, signal }: Throttle,
  ): Promise<void> {
    let names: string[] = [];
    const removeSome = async () => {
      signal.throwIfAborted();
      const unnamed = await this.inventory.unnamedAmong(names, which);
      names = [];
      await this.images.removeAll(unnamed);
      await record.add({ images: unnamed.length });
      await setTimeout(pauseMs);
    };
    for await (const { name } of this.images.list('id' in which ? which.id : null)) {
      names.push(name);
      if (names.length === BATCH_SIZE) await removeSome();
    }
    await removeSome();
  }
}

/** Which interactions are a subject's. */
export function removableOf({ kind, id }: ErasureSubject, createdUntil: string): Removable {
  if (kind === 'person') return { personId: id, createdUntil };
  return kind === 'server' ? { serverId: id, createdUntil } : { id };
}
