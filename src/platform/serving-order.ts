/** How many served people are remembered. Anyone else counts as never served. */
const MAX_REMEMBERED = 1_000;

/**
 * Who is next among people who wait: whoever was served longest ago. So a person with fifty
 * requests delays each other person by one only.
 */
export class ServingOrder {
  /** The serve number of each person's last request; least recently served first. */
  private readonly served = new Map<string, number>();
  private serveCount = 0;

  /** When a person was last served: a number that grows with each serving; 0: never. */
  servedAt(personId: string): number {
    return this.served.get(personId) ?? 0;
  }

  /** Puts what waits into the order in which its people are to be served. */
  sorted<T>(waiting: Iterable<T>, personIdOf: (each: T) => string): T[] {
    return [...waiting]
      .map((each) => ({ each, servedAt: this.servedAt(personIdOf(each)) }))
      .toSorted((one, other) => one.servedAt - other.servedAt)
      .map(({ each }) => each);
  }

  /** Remembers that a person is served now. */
  markServed(personId: string): void {
    this.serveCount += 1;
    this.served.delete(personId);
    this.served.set(personId, this.serveCount);
    const [leastRecent] = this.served.keys();
    if (this.served.size > MAX_REMEMBERED && leastRecent !== undefined)
      this.served.delete(leastRecent);
  }

  /** Forgets the last time that a person was served: they were not, after all. */
  markAsBefore(personId: string, servedAt: number): void {
    if (servedAt === 0) this.served.delete(personId);
    else this.served.set(personId, servedAt);
  }
}
