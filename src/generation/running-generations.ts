import type { WaitingGeneration } from './fair-queue.js';

interface Running<T> {
  readonly taken: T;
  readonly cancellation: AbortController;
}

/** The generations that the workers of this process run, at most one for each interaction. */
export class RunningGenerations<T extends WaitingGeneration> {
  private readonly byInteraction = new Map<string, Running<T>>();

  get size(): number {
    return this.byInteraction.size;
  }

  get interactionIds(): string[] {
    return [...this.byInteraction.keys()];
  }

  all(): T[] {
    return [...this.byInteraction.values()].map(({ taken }) => taken);
  }

  /** What was taken from the queue for this interaction. */
  of(interactionId: string): T | undefined {
    return this.byInteraction.get(interactionId)?.taken;
  }

  countOf(personId: string): number {
    return this.all().filter((each) => each.personId === personId).length;
  }

  /** Returns the signal that {@link cancel} aborts. */
  add(taken: T): AbortSignal {
    const cancellation = new AbortController();
    this.byInteraction.set(taken.interactionId, { taken, cancellation });
    return cancellation.signal;
  }

  cancel(interactionId: string): void {
    this.byInteraction.get(interactionId)?.cancellation.abort(new Error('cancelled'));
  }

  remove(interactionId: string): void {
    this.byInteraction.delete(interactionId);
  }
}
