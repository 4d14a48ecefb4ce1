import { AsyncResource } from 'node:async_hooks';

import PQueue from 'p-queue';
import { injectable } from 'tsyringe';

/**
 * A mutex for each key: work with the same key runs one after the other, in order of arrival;
 * work with different keys runs at the same time. Work belongs to the trace of whoever gave it.
 * It avoids conflicts within one process. The version in the row, not this mutex, keeps changes
 * of an interaction correct.
 */
@injectable()
export class KeyedMutex {
  private readonly queues = new Map<string, PQueue>();

  /** Runs `work` after all earlier work with `key`, and returns its result. */
  async run(key: string, work: () => Promise<void>): Promise<void> {
    const queue = this.queues.get(key) ?? new PQueue({ concurrency: 1 });
    this.queues.set(key, queue);
    try {
      await queue.add(AsyncResource.bind(work));
    } finally {
      if (queue.size === 0 && queue.pending === 0) this.queues.delete(key);
    }
  }
}
