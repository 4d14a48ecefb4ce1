import PQueue from 'p-queue';
import { injectable } from 'tsyringe';

/**
 * A mutex for each key: work under one key runs one after the other, in the order it came, and work
 * under different keys side by side. It spares a process conflicts with itself; what keeps changes
 * of an interaction whole is the version in its row.
 */
@injectable()
export class KeyedMutex {
  private readonly queues = new Map<string, PQueue>();

  /** Runs `work` when all earlier work under `key` has ended, and passes on how it ended. */
  async run(key: string, work: () => Promise<void>): Promise<void> {
    const queue = this.queues.get(key) ?? new PQueue({ concurrency: 1 });
    this.queues.set(key, queue);
    try {
      await queue.add(work);
    } finally {
      if (queue.size === 0 && queue.pending === 0) this.queues.delete(key);
    }
  }
}
