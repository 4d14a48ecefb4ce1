import { ServingOrder } from '../platform/serving-order.js';
import { WaitingPeople } from './waiting-people.js';

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
 * What somebody's place was before a request of theirs was taken, and when they were
 * served by that.
 */
interface Turn {
  readonly before: number;
  readonly arrival: number | undefined;
  readonly at: number;
}

/**
 * A queue of generations that is fair to people: the person who was served longest ago is next,
 * with their oldest request. So a person with fifty requests delays each other person by one
 * picture only. No step sorts or copies everything that waits.
 */
export class FairQueue<T extends WaitingGeneration = WaitingGeneration> {
  private readonly requests = new Map<string, T>();
  /** Of these, the ones that are repetitions and wait for their time, or did. */
  private readonly repetitions = new Set<T>();
  private readonly people = new WaitingPeople<T>();
  private readonly order = new ServingOrder();
  private readonly turns = new WeakMap<T, Turn>();

  get length(): number {
    return this.requests.size;
  }

  /** Adds a request. It replaces a request of the same interaction. */
  add(waiting: T): void {
    const { interactionId, personId, requestedAtMs } = waiting;
    this.remove(interactionId);
    this.requests.set(interactionId, waiting);
    if (waiting.notBeforeMs > 0) this.repetitions.add(waiting);
    const { requests } = this.people.enter(personId, this.order.servedAt(personId));
    const older = requests.findLastIndex((each) => each.requestedAtMs <= requestedAtMs);
    requests.splice(older + 1, 0, waiting);
  }

  /** Whether a request of an interaction waits. */
  has(interactionId: string): boolean {
    return this.requests.has(interactionId);
  }

  /** Removes the request of an interaction. */
  remove(interactionId: string): void {
    const waiting = this.requests.get(interactionId);
    if (waiting === undefined) return;
    this.requests.delete(interactionId);
    this.repetitions.delete(waiting);
    this.people.removeRequest(waiting);
  }

  /** Removes and returns the next request that is due and that `mayRun` accepts. */
  take(nowMs: number, mayRun: (waiting: T) => boolean): T | undefined {
    for (const { requests } of this.people.inOrder) {
      const next = requests.find((each) => each.notBeforeMs <= nowMs && mayRun(each));
      if (next) {
        this.serve(next);
        return next;
      }
    }
    return undefined;
  }

  /**
   * Adds a request that was taken, and that nothing could be done for: its person does not lose
   * their turn, unless they were served since.
   */
  giveBack(waiting: T): void {
    const { personId } = waiting;
    const turn = this.turns.get(waiting);
    if (turn?.at === this.order.servedAt(personId)) {
      this.order.markAsBefore(personId, turn.before);
      this.people.enter(personId, turn.before, turn.arrival);
      this.people.moveTo(personId, turn.before);
    }
    this.add(waiting);
  }

  /** How many due requests are taken before that of an interaction; null: it is not due. */
  placeOf(interactionId: string, nowMs: number): number | null {
    const waiting = this.requests.get(interactionId);
    if (waiting === undefined || waiting.notBeforeMs > nowMs) return null;
    const turn = this.people.of(waiting.personId)?.requests.filter(isDue(nowMs)).indexOf(waiting);
    let [place, isBehind] = [turn ?? 0, false];
    for (const { id, requests } of this.people.inOrder) {
      if (id === waiting.personId) isBehind = true;
      else place += Math.min(requests.filter(isDue(nowMs)).length, (turn ?? 0) + Number(!isBehind));
    }
    return place;
  }

  /** All due requests in the order in which they will be taken. */
  inOrder(nowMs: number): T[] {
    let people = this.people.inOrder.map(({ requests }) => requests.filter(isDue(nowMs)));
    const order: T[] = [];
    for (let turn = 0; people.length > 0; turn += 1) {
      people = people.filter(({ length }) => length > turn);
      for (const requests of people) order.push(...requests.slice(turn, turn + 1));
    }
    return order;
  }

  /** All requests, in no particular order. */
  all(): T[] {
    return [...this.requests.values()];
  }

  /** When the next request becomes due; undefined if none will. */
  nextDueMs(nowMs: number): number | undefined {
    let nextMs = Number.POSITIVE_INFINITY;
    for (const { notBeforeMs } of this.repetitions)
      if (notBeforeMs > nowMs && notBeforeMs < nextMs) nextMs = notBeforeMs;
    return Number.isFinite(nextMs) ? nextMs : undefined;
  }

  private serve(waiting: T): void {
    const { interactionId, personId } = waiting;
    const before = this.order.servedAt(personId);
    const arrival = this.people.of(personId)?.arrival;
    this.remove(interactionId);
    this.order.markServed(personId);
    const at = this.order.servedAt(personId);
    this.turns.set(waiting, { before, arrival, at });
    this.people.moveTo(personId, at);
  }
}

function isDue(nowMs: number): (waiting: WaitingGeneration) => boolean {
  return ({ notBeforeMs }) => notBeforeMs <= nowMs;
}
