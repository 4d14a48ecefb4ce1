import { setTimeout } from 'node:timers/promises';

import { inject, injectable } from 'tsyringe';

import { CLOCK, type Clock } from '../../platform/clock.js';
import { IMAGE_STORE, type ImageStore } from '../../persistence/images/image-store.js';
import { InteractionInventory } from '../../persistence/interaction-inventory.js';
import { firstInstantOfDay } from '../../persistence/interaction-row.js';
import type { RemovableInteraction } from '../../persistence/removable-interaction.js';
import type { Removable } from '../../persistence/removal-repository.js';
import { BatchSize } from './batch-size.js';
import { DueRemovals } from './due-removals.js';
import { OrphanSweep } from './orphan-sweep.js';
import type { Throttle } from './throttle.js';

/** The options of a cleanup. */
export interface CleanupRequest extends Throttle {
  /** Interactions last used before this time are removed, ISO 8601, UTC; null: none. */
  readonly before: string | null;
  /** Whether those that somebody keeps are removed, too, when they are so old. */
  readonly evenKept?: boolean;
  /**
   * Whether nobody has asked for it. Then those that were last used on the day of `before` stay for
   * this time: to tell them apart, rows have to be read, and what shares the connection waits. And
   * pictures beside a database without any row stay, since it may be the wrong one.
   */
  readonly isRegular?: boolean;
  /** Whether files without a row stay; looking for them reads the names of all files. */
  readonly keepsOrphans?: boolean;
  /** Called after each batch with the totals so far. */
  readonly onProgress?: (done: CleanupReport) => void;
}

/** The result of a cleanup. */
export interface CleanupReport {
  readonly interactions: number;
  /** Images of these interactions. */
  readonly images: number;
  readonly imageBytes: number;
  /** Files that no interaction names. */
  readonly orphans: number;
  readonly orphanBytes: number;
}

const NOTHING: CleanupReport = {
  interactions: 0,
  images: 0,
  imageBytes: 0,
  orphans: 0,
  orphanBytes: 0,
};

/**
 * Removes unused and deleted interactions: a batch of rows first, then their images. Then
 * removes files without a row, which an interrupted cleanup or a killed process left. It can run
 * at the same time as everything else, in this process or another. If it is killed, the next
 * cleanup finishes it.
 */
@injectable()
export class Cleanup {
  constructor(
    private readonly inventory: InteractionInventory,
    private readonly sweep: OrphanSweep,
    private readonly removals: DueRemovals,
    @inject(IMAGE_STORE) private readonly images: ImageStore,
    @inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What a cleanup removes now, see `DueRemovals`. */
  async due(before: string | null, evenKept = false): Promise<Removable[]> {
    return this.removals.find(before, evenKept);
  }

  /** @throws AppError `storage.*`; an `AbortError` when the signal stopped it. */
  async run({
    before,
    evenKept = false,
    isRegular = false,
    keepsOrphans = false,
    onProgress,
    ...throttle
  }: CleanupRequest): Promise<CleanupReport> {
    let done = NOTHING;
    const add = (batch: Partial<CleanupReport>) => {
      done = sum(done, batch);
      onProgress?.(done);
    };
    const mayBeWrongDatabase = isRegular && (await this.inventory.isEmpty());
    const unusedSince = before !== null && isRegular ? firstInstantOfDay(before) : before;
    for (const which of await this.due(unusedSince, evenKept))
      await this.removeAll(which, throttle, add);
    await this.removals.forgetOthers();
    if (!keepsOrphans && !mayBeWrongDatabase) await this.removeOrphans(throttle, add);
    await this.inventory.eraseLog();
    return done;
  }

  private async removeOrphans(
    throttle: Throttle,
    add: (batch: Partial<CleanupReport>) => void,
  ): Promise<void> {
    for await (const orphans of this.sweep.all(this.clock.now(), throttle)) {
      await this.images.removeAll(orphans.map(({ name }) => name));
      const orphanBytes = orphans.reduce((bytes, { byteSize }) => bytes + byteSize, 0);
      add({ orphans: orphans.length, orphanBytes });
    }
  }

  private async removeAll(
    which: Removable,
    { pauseMs, signal }: Throttle,
    add: (batch: Partial<CleanupReport>) => void,
  ): Promise<void> {
    const size = new BatchSize();
    let keys: readonly string[] = [];
    for (let isDone = false; !isDone;) {
      // Removing files does not block the database, so the files of a batch are removed with the
      // next rows.
      const [batch] = await Promise.all([
        this.removeRows(which, size),
        this.images.removeAll(keys),
      ]);
      keys = batch.removed.flatMap(({ imageKeys }) => imageKeys);
      const imageBytes = batch.removed.reduce((bytes, each) => bytes + each.imageBytes, 0);
      add({ interactions: batch.removed.length, images: keys.length, imageBytes });
      isDone = batch.isLast || signal.aborted;
      await setTimeout(pauseMs);
    }
    await this.images.removeAll(keys);
    signal.throwIfAborted();
  }

  private async removeRows(
    which: Removable,
    size: BatchSize,
  ): Promise<{ readonly removed: readonly RemovableInteraction[]; readonly isLast: boolean }> {
    const { rows } = size;
    const found = await this.inventory.findRemovable(which, rows);
    if (found.length === 0) return { removed: [], isLast: true };
    const startedMs = performance.now();
    const removed = await this.inventory.remove(found, which);
    size.observe(performance.now() - startedMs);
    return { removed, isLast: found.length < rows };
  }
}

function sum(one: CleanupReport, other: Partial<CleanupReport>): CleanupReport {
  return {
    interactions: one.interactions + (other.interactions ?? 0),
    images: one.images + (other.images ?? 0),
    imageBytes: one.imageBytes + (other.imageBytes ?? 0),
    orphans: one.orphans + (other.orphans ?? 0),
    orphanBytes: one.orphanBytes + (other.orphanBytes ?? 0),
  };
}
