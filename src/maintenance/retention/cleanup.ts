import { setTimeout } from 'node:timers/promises';

import { inject, injectable } from 'tsyringe';

import { CLOCK, type Clock } from '../../platform/clock.js';
import { IMAGE_STORE, type ImageStore } from '../../persistence/images/image-store.js';
import {
  InteractionInventory,
  type RemovableInteraction,
} from '../../persistence/interaction-inventory.js';
import { BatchSize } from './batch-size.js';
import { OrphanSweep } from './orphan-sweep.js';
import type { Throttle } from './throttle.js';

/** The options of a cleanup. */
export interface CleanupRequest extends Throttle {
  /** Interactions last used before this time are removed, ISO 8601, UTC; null: none. */
  readonly before: string | null;
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

/** How many images are removed at the same time. */
const REMOVE_CONCURRENCY = 2;

const NOTHING: CleanupReport = {
  interactions: 0,
  images: 0,
  imageBytes: 0,
  orphans: 0,
  orphanBytes: 0,
};

/**
 * Removes unused interactions: a batch of rows first, then their images. Then removes files without
 * a row, which an interrupted cleanup or a killed process remaining. It can run at the same time as
 * everything else, in this process or another. If it is killed, the next cleanup finishes it.
 */
@injectable()
export class Cleanup {
  constructor(
    private readonly inventory: InteractionInventory,
    private readonly sweep: OrphanSweep,
    @inject(IMAGE_STORE) private readonly images: ImageStore,
    @inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AppError `storage.*`; an `AbortError` when the signal stopped it. */
  async run({ before, onProgress, ...throttle }: CleanupRequest): Promise<CleanupReport> {
    let done = NOTHING;
    const add = (batch: Partial<CleanupReport>) => {
      done = sum(done, batch);
      onProgress?.(done);
    };
    if (before !== null) await this.removeUnused(before, throttle, add);
    for await (const orphans of this.sweep.all(this.clock.now(), throttle)) {
      await this.removeImages(orphans.map(({ name }) => name));
      const orphanBytes = orphans.reduce((bytes, { byteSize }) => bytes + byteSize, 0);
      add({ orphans: orphans.length, orphanBytes });
    }
    return done;
  }

  private async removeUnused(
    before: string,
    { pauseMs, signal }: Throttle,
    add: (batch: Partial<CleanupReport>) => void,
  ): Promise<void> {
    const size = new BatchSize();
    let keys: readonly string[] = [];
    for (let isDone = false; !isDone;) {
      // Removing files does not block the database, so the files of a batch are removed with the
      // next rows.
      const [batch] = await Promise.all([this.removeRows(before, size), this.removeImages(keys)]);
      keys = batch.removed.flatMap(({ imageKeys }) => imageKeys);
      const imageBytes = batch.removed.reduce((bytes, each) => bytes + each.imageBytes, 0);
      add({ interactions: batch.removed.length, images: keys.length, imageBytes });
      isDone = batch.isLast || signal.aborted;
      await setTimeout(pauseMs);
    }
    await this.removeImages(keys);
    signal.throwIfAborted();
  }

  private async removeRows(
    before: string,
    size: BatchSize,
  ): Promise<{ readonly removed: readonly RemovableInteraction[]; readonly isLast: boolean }> {
    const { rows } = size;
    const found = await this.inventory.findRemovable({ unusedSince: before }, rows);
    if (found.length === 0) return { removed: [], isLast: true };
    const startedMs = performance.now();
    const removed = await this.inventory.remove(found, { unusedSince: before });
    size.observe(performance.now() - startedMs);
    return { removed, isLast: found.length < rows };
  }

  /** Removes a few at a time, because they share the thread pool with everything else. */
  private async removeImages(keys: readonly string[]): Promise<void> {
    const remaining = [...keys];
    const worker = async () => {
      for (let key = remaining.pop(); key !== undefined; key = remaining.pop())
        await this.images.remove(key);
    };
    await Promise.all(Array.from({ length: REMOVE_CONCURRENCY }, worker));
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
