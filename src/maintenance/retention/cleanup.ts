import { setTimeout } from 'node:timers/promises';

import { inject, injectable } from 'tsyringe';

import { CLOCK, type Clock } from '../../platform/clock.js';
import { IMAGE_STORE, type ImageStore } from '../../persistence/images/image-store.js';
import {
  InteractionInventory,
  type UnusedInteraction,
} from '../../persistence/interaction-inventory.js';
import { BatchSize } from './batch-size.js';
import { OrphanSweep } from './orphan-sweep.js';
import type { Pace } from './pace.js';

/** What a cleanup is to do. */
export interface CleanupRequest extends Pace {
  /** Interactions that were not used since this moment go, ISO 8601, UTC; null: none. */
  readonly before: string | null;
  /** Hears after each batch how much is done. */
  readonly onProgress?: (done: CleanupReport) => void;
}

/** What a cleanup did. */
export interface CleanupReport {
  readonly interactions: number;
  /** Images of these interactions. */
  readonly images: number;
  readonly imageBytes: number;
  /** Files that no interaction named any more. */
  readonly orphans: number;
  readonly orphanBytes: number;
}

/** How many images are removed at the same time. */
const REMOVERS = 2;

const NOTHING: CleanupReport = {
  interactions: 0,
  images: 0,
  imageBytes: 0,
  orphans: 0,
  orphanBytes: 0,
};

/**
 * Removes what nobody has used for long: a batch of rows first, then their images, then files that
 * an interrupted cleanup, or a process killed while storing, has left. It may run beside everything
 * else, in this process or another; killed anywhere, the next one finishes it.
 */
@injectable()
export class Cleanup {
  constructor(
    private readonly inventory: InteractionInventory,
    private readonly sweep: OrphanSweep,
    @inject(IMAGE_STORE) private readonly images: ImageStore,
    @inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws AppError `storage.*`; an `AbortError` when the signal ended it.
   */
  async run({ before, onProgress, ...pace }: CleanupRequest): Promise<CleanupReport> {
    let done = NOTHING;
    const add = (batch: Partial<CleanupReport>) => {
      done = sum(done, batch);
      onProgress?.(done);
    };
    if (before !== null) await this.removeUnused(before, pace, add);
    for await (const orphans of this.sweep.all(this.clock.now(), pace)) {
      await this.removeImages(orphans.map(({ name }) => name));
      const orphanBytes = orphans.reduce((bytes, { byteSize }) => bytes + byteSize, 0);
      add({ orphans: orphans.length, orphanBytes });
    }
    return done;
  }

  private async removeUnused(
    before: string,
    { pauseMs, signal }: Pace,
    add: (batch: Partial<CleanupReport>) => void,
  ): Promise<void> {
    const size = new BatchSize();
    let keys: readonly string[] = [];
    for (let isOver = false; !isOver;) {
      // Files do not hold the database, so those of one batch go with the rows of the next.
      const [batch] = await Promise.all([this.removeRows(before, size), this.removeImages(keys)]);
      keys = batch.removed.flatMap(({ imageKeys }) => imageKeys);
      const imageBytes = batch.removed.reduce((bytes, each) => bytes + each.imageBytes, 0);
      add({ interactions: batch.removed.length, images: keys.length, imageBytes });
      isOver = batch.isLast || signal.aborted;
      await setTimeout(pauseMs);
    }
    await this.removeImages(keys);
    signal.throwIfAborted();
  }

  private async removeRows(
    before: string,
    size: BatchSize,
  ): Promise<{ readonly removed: readonly UnusedInteraction[]; readonly isLast: boolean }> {
    const { rows } = size;
    const found = await this.inventory.findUnused(before, rows);
    if (found.length === 0) return { removed: [], isLast: true };
    const startedMs = performance.now();
    const removed = await this.inventory.removeUnused(found, before);
    size.observe(performance.now() - startedMs);
    return { removed, isLast: found.length < rows };
  }

  /** A few at a time, since they share the thread pool with everything else. */
  private async removeImages(keys: readonly string[]): Promise<void> {
    const left = [...keys];
    const remover = async () => {
      for (let key = left.pop(); key !== undefined; key = left.pop()) await this.images.remove(key);
    };
    await Promise.all(Array.from({ length: REMOVERS }, remover));
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
