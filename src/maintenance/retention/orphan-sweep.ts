import { setTimeout } from 'node:timers/promises';

import { inject, injectable } from 'tsyringe';

import { InteractionInventory } from '../../persistence/interaction-inventory.js';
import type { StoredFile } from '../../persistence/images/drivers/image-driver.js';
import { IMAGE_STORE, type ImageStore } from '../../persistence/images/image-store.js';
import type { Throttle } from './throttle.js';

/** A stored file that no row needs. */
export interface Orphan {
  readonly name: string;
  readonly byteSize: number;
}

/**
 * Pictures are stored before the row that names them; an hour later there is no such row to come.
 */
const MIN_AGE_MS = 3_600_000;

const BATCH_SIZE = 50;

/** Finds stored files that no row needs, and that are older than an hour. It removes nothing. */
@injectable()
export class OrphanSweep {
  constructor(
    @inject(IMAGE_STORE) private readonly images: ImageStore,
    private readonly inventory: InteractionInventory,
  ) {}

  /**
   * The orphans among each batch of stored files, and so sometimes none.
   *
   * @param nowMs milliseconds since the Unix epoch.
   * @throws AppError `storage.*`; an `AbortError` when the signal ended it.
   */
  async *all(nowMs: number, { pauseMs, signal }: Throttle): AsyncGenerator<Orphan[]> {
    for await (const files of batches(this.images.list())) {
      signal.throwIfAborted();
      yield await this.orphansAmong(files, nowMs - MIN_AGE_MS);
      await setTimeout(pauseMs);
    }
  }

  private async orphansAmong(
    files: readonly StoredFile[],
    storedBeforeMs: number,
  ): Promise<Orphan[]> {
    const old = files.filter(({ storedAtMs }) => storedAtMs <= storedBeforeMs);
    const orphans: Orphan[] = [];
    for (const name of await this.inventory.orphansAmong(old.map((file) => file.name))) {
      const file = await this.images.inspect(name);
      // Somebody else may have removed it meanwhile.
      if (file !== null) orphans.push({ name, byteSize: file.byteSize });
    }
    return orphans;
  }
}

async function* batches(files: AsyncIterable<StoredFile>): AsyncGenerator<StoredFile[]> {
  let batch: StoredFile[] = [];
  for await (const file of files) {
    batch.push(file);
    if (batch.length < BATCH_SIZE) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
