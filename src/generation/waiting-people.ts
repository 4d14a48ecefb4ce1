/** Somebody who waits. */
export interface WaitingPerson<T> {
  readonly id: string;
  /** At least one, oldest first. */
  readonly requests: T[];
  /** When they were last served: a number that grows with each serving; 0: never. */
  readonly servedAt: number;
  /** When they came, among those who were served at the same time. */
  readonly arrival: number;
}

/**
 * The people who wait, always in the order in which they are served: whoever was served longest
 * ago, then whoever came first.
 */
export class WaitingPeople<T extends { readonly personId: string }> {
  private readonly sorted: WaitingPerson<T>[] = [];
  private readonly byId = new Map<string, WaitingPerson<T>>();
  private arrivals = 0;

  get inOrder(): readonly WaitingPerson<T>[] {
    return this.sorted;
  }

  of(id: string): WaitingPerson<T> | undefined {
    return this.byId.get(id);
  }

  /**
   * The person, who waits from now on if they did not. Requests may be put into theirs.
   *
   * @param arrival their former one; by default they come last.
   */
  enter(id: string, servedAt: number, arrival = (this.arrivals += 1)): WaitingPerson<T> {
    return this.byId.get(id) ?? this.insert({ id, requests: [], servedAt, arrival });
  }

  /** Moves a person, if they wait, to where somebody belongs who was served then. */
  moveTo(id: string, servedAt: number): void {
    const person = this.byId.get(id);
    if (person === undefined) return;
    this.leave(person);
    this.insert({ ...person, servedAt });
  }

  /** Takes one of a person's requests away; with their last one they wait no more. */
  removeRequest(request: T): void {
    const person = this.byId.get(request.personId);
    const index = person?.requests.indexOf(request) ?? -1;
    if (person === undefined || index === -1) return;
    person.requests.splice(index, 1);
    if (person.requests.length === 0) this.leave(person);
  }

  private insert(person: WaitingPerson<T>): WaitingPerson<T> {
    this.sorted.splice(this.indexOf(person), 0, person);
    this.byId.set(person.id, person);
    return person;
  }

  private leave(person: WaitingPerson<T>): void {
    this.sorted.splice(this.indexOf(person), 1);
    this.byId.delete(person.id);
  }

  /** Where a person is, or would be, by bisection. */
  private indexOf({ servedAt, arrival }: WaitingPerson<T>): number {
    let [from, to] = [0, this.sorted.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      const other = this.sorted[middle];
      const isBefore =
        other !== undefined && (other.servedAt - servedAt || other.arrival - arrival) < 0;
      if (isBefore) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}
