/** A generation that waits for its turn. */
export interface WaitingGeneration {
  readonly interactionId: string;
  /** Who asked for it. */
  readonly personId: string;
  /** Milliseconds since the Unix epoch. */
  readonly requestedAtMs: number;
  /** Milliseconds since the Unix epoch; 0: at once. */
  readonly notBeforeMs: number;
}

/** Whoever was served longer ago than so many others counts as new. */
const MAX_REMEMBERED = 1_000;

/**
 * Who waits for a picture, and whose turn it is: whoever was served longest ago, and of one person
 * the oldest request. So a person with fifty requests delays each of the others by one picture.
 */
export class FairQueue<T extends WaitingGeneration = WaitingGeneration> {
  /** Nobody is here without a request. */
  private readonly people = new Map<string, T[]>();
  /** The number of the turn that each person had last; the longest ago first. */
  private readonly servedAt = new Map<string, number>();
  private turns = 0;

  get length(): number {
    return [...this.people.values()].reduce((sum, requests) => sum + requests.length, 0);
  }

  /** Adds a request, in place of one of the same interaction. */
  add(waiting: T): void {
    this.remove(waiting.interactionId);
    const requests = [...(this.people.get(waiting.personId) ?? []), waiting];
    requests.sort((one, other) => one.requestedAtMs - other.requestedAtMs);
    this.people.set(waiting.personId, requests);
  }

  /** Takes a request out, wherever it stands. */
  remove(interactionId: string): void {
    for (const [personId, requests] of this.people) {
      const left = requests.filter((each) => each.interactionId !== interactionId);
      if (left.length < requests.length) this.keep(personId, left);
    }
  }

  /** Takes out the request whose turn it is, if there is one that is due and `mayRun`. */
  take(nowMs: number, mayRun: (waiting: T) => boolean): T | undefined {
    for (const requests of this.byTurn()) {
      const next = requests.find((each) => each.notBeforeMs <= nowMs && mayRun(each));
      if (next) {
        this.noteTurnOf(next.personId);
        this.remove(next.interactionId);
        return next;
      }
    }
    return undefined;
  }

  /** All requests in the order in which turns will come, those that are not due yet left out. */
  inOrder(nowMs: number): T[] {
    const due = this.byTurn().map((requests) =>
      requests.filter(({ notBeforeMs }) => notBeforeMs <= nowMs),
    );
    const rounds = Math.max(0, ...due.map(({ length }) => length));
    return Array.from({ length: rounds }, (_, round) =>
      due.flatMap((requests) => requests.slice(round, round + 1)),
    ).flat();
  }

  /** Everything that waits, in no particular order. */
  all(): T[] {
    return [...this.people.values()].flat();
  }

  /** When the next request that is not due yet will be; undefined where there is none. */
  nextDueMs(nowMs: number): number | undefined {
    const later = this.all().map(({ notBeforeMs }) => notBeforeMs);
    const future = later.filter((notBeforeMs) => notBeforeMs > nowMs);
    return future.length === 0 ? undefined : Math.min(...future);
  }

  /** The requests of each person, in the order of turns. */
  private byTurn(): T[][] {
    return [...this.people]
      .map(([personId, requests]) => ({ requests, servedAt: this.servedAt.get(personId) ?? 0 }))
      .toSorted((one, other) => one.servedAt - other.servedAt)
      .map(({ requests }) => requests);
  }

  private noteTurnOf(personId: string): void {
    this.turns += 1;
    this.servedAt.delete(personId);
    this.servedAt.set(personId, this.turns);
    const [longestAgo] = this.servedAt.keys();
    if (this.servedAt.size > MAX_REMEMBERED && longestAgo !== undefined)
      this.servedAt.delete(longestAgo);
  }

  private keep(personId: string, requests: T[]): void {
    if (requests.length > 0) this.people.set(personId, requests);
    else this.people.delete(personId);
  }
}
