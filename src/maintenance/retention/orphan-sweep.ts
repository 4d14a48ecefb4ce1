import { setTimeout } from 'node:timers/promises';

import { inject, injectable } from 'tsyringe';

import { InteractionInventory } from '../../persistence/interaction-inventory.js';
import { IMAGE_STORE, type ImageStore } from '../../persistence/images/image-store.js';
import type { Throttle } from './throttle.js';

/** A stored file that no row needs. */
export interface Orphan {
  readonly name: string;
  readonly byteSize: number;
}

/** Pictures are stored shortly before their row. After an hour, no such row can follow. */
const MIN_AGE_MS = 3_600_000;

const BATCH_SIZE = 50;

/** Finds stored files that no row needs and that are older than an hour. It removes nothing. */
@injectable()
export class OrphanSweep {
  constructor(
    @inject(IMAGE_STORE) private readonly images: ImageStore,
    private readonly inventory: InteractionInventory,
  ) {}

  /**
   * Yields the orphans of each batch of stored files; a batch may have none.
   *
   * @param nowMs milliseconds since the Unix epoch.
   * @throws AppError `storage.*`; an `AbortError` when the signal stopped it.
   */
  async *all(nowMs: number, { pauseMs, signal }: Throttle): AsyncGenerator<Orphan[]> {
    for await (const names of batches(this.images.list())) {
      signal.throwIfAborted();
      yield await this.orphansAmong(names, nowMs);
      await setTimeout(pauseMs);
    }
  }

  private async orphansAmong(names: readonly string[], nowMs: number): Promise<Orphan[]> {
    const orphans: Orphan[] = [];
    for (const name of await this.inventory.orphansAmong(names)) {
      const file = await this.images.inspect(name);
      if (file === null || file.storedAtMs > nowMs - MIN_AGE_MS) continue;
      orphans.push({ name, byteSize: file.byteSize });
    }
    return orphans;
  }
}

async function* batches(names: AsyncIterable<string>): AsyncGenerator<string[]> {
  let batch: string[] = [];
  for await (const name of names) {
    batch.push(name);
    if (batch.length < BATCH_SIZE) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
