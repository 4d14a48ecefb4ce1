import PQueue from 'p-queue';
import { injectable } from 'tsyringe';

/**
 * Lets work on one interaction happen one after the other, in the order it came. It spares a
 * process conflicts with itself; what keeps changes whole is the version in the row.
 */
@injectable()
export class InteractionTurns {
  private readonly queues = new Map<string, PQueue>();

  /** Runs `work` when all earlier work on this interaction has ended, and passes on how it ended. */
  async run(interactionId: string, work: () => Promise<void>): Promise<void> {
    const queue = this.queues.get(interactionId) ?? new PQueue({ concurrency: 1 });
    this.queues.set(interactionId, queue);
    try {
      await queue.add(work);
    } finally {
      if (queue.size === 0 && queue.pending === 0) this.queues.delete(interactionId);
    }
  }
}
