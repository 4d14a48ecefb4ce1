import { ServingOrder } from '../platform/serving-order.js';

/** A generation that waits for a worker. */
export interface WaitingGeneration {
  readonly interactionId: string;
  /** Who requested it. */
  readonly personId: string;
  /** Milliseconds since the Unix epoch. */
  readonly requestedAtMs: number;
  /** Milliseconds since the Unix epoch; 0: immediately. */
  readonly notBeforeMs: number;
}

/**
 * A queue of generations that is fair to people: the person who was served longest ago is next,
 * with their oldest request. So a person with fifty requests delays each other person by one
 * picture only.
 */
export class FairQueue<T extends WaitingGeneration = WaitingGeneration> {
  /** Holds only people with at least one request. */
  private readonly people = new Map<string, T[]>();
  private readonly byInteraction = new Map<string, T>();
  private readonly order = new ServingOrder();

  get length(): number {
    return this.byInteraction.size;
  }

  /** Adds a request. It replaces a request of the same interaction. */
  add(waiting: T): void {
    this.remove(waiting.interactionId);
    const requests = [...(this.people.get(waiting.personId) ?? []), waiting];
    requests.sort((one, other) => one.requestedAtMs - other.requestedAtMs);
    this.people.set(waiting.personId, requests);
    this.byInteraction.set(waiting.interactionId, waiting);
  }

  /** Whether a request of an interaction waits. */
  has(interactionId: string): boolean {
    return this.byInteraction.has(interactionId);
  }

  /** Removes the request of an interaction. */
  remove(interactionId: string): void {
    const personId = this.byInteraction.get(interactionId)?.personId;
    if (personId === undefined) return;
    this.byInteraction.delete(interactionId);
    const requests = this.people.get(personId) ?? [];
    const remaining = requests.filter((each) => each.interactionId !== interactionId);
    if (remaining.length > 0) this.people.set(personId, remaining);
    else this.people.delete(personId);
  }

  /** Removes and returns the next request that is due and that `mayRun` accepts. */
  take(nowMs: number, mayRun: (waiting: T) => boolean): T | undefined {
    for (const requests of this.inServingOrder()) {
      const next = requests.find((each) => each.notBeforeMs <= nowMs && mayRun(each));
      if (next) {
        this.order.markServed(next.personId);
        this.remove(next.interactionId);
        return next;
      }
    }
    return undefined;
  }

  /** All due requests in the order in which they will be taken. */
  inOrder(nowMs: number): T[] {
    const due = this.inServingOrder().map((requests) =>
      requests.filter(({ notBeforeMs }) => notBeforeMs <= nowMs),
    );
    const rounds = Math.max(0, ...due.map(({ length }) => length));
    return Array.from({ length: rounds }, (_, round) =>
      due.flatMap((requests) => requests.slice(round, round + 1)),
    ).flat();
  }

  /** All requests, in no particular order. */
  all(): T[] {
    return [...this.byInteraction.values()];
  }

  /** When the next request becomes due; undefined if none will. */
  nextDueMs(nowMs: number): number | undefined {
    const later = this.all().map(({ notBeforeMs }) => notBeforeMs);
    const future = later.filter((notBeforeMs) => notBeforeMs > nowMs);
    return future.length === 0 ? undefined : Math.min(...future);
  }

  /** The requests of each person, in serving order. */
  private inServingOrder(): T[][] {
    const inOrder = this.order.sorted(this.people, ([personId]) => personId);
    return inOrder.map(([, requests]) => requests);
  }
}
