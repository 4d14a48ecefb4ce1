/** A timer on the sandbox's clock. */
export interface ClockTimer {
  /** Cancels the timer; has no effect once it has fired. */
  cancel(): void;
}

interface Scheduled {
  readonly dueAt: number;
  /** Whether waiting brings it nearer, or only advancing does. */
  readonly runs: boolean;
  readonly fire: () => void;
  handle: NodeJS.Timeout | undefined;
}

/** A time in Discord's format: in UTC, with microseconds and an offset. */
export function discordTime(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000+00:00');
}

/**
 * Real time plus an offset that can be advanced. All time limits of the sandbox use it (three
 * seconds for an answer, fifteen minutes for a token, a day for a link), so that tests advance the
 * clock and need not wait.
 */
export class SandboxClock {
  #offsetMs: number;
  readonly #scheduled = new Set<Scheduled>();

  /** @param offsetMs how far the clock is ahead of real time, in milliseconds */
  constructor(offsetMs = 0) {
    this.#offsetMs = offsetMs;
  }

  /** How far the clock is ahead of real time, in milliseconds. */
  get offsetMs(): number {
    return this.#offsetMs;
  }

  /** The sandbox's current time, in milliseconds since the Unix epoch. */
  now(): number {
    return Date.now() + this.#offsetMs;
  }

  /** The sandbox's current time in Discord's format. */
  timestamp(): string {
    return discordTime(this.now());
  }

  /**
   * Calls back once `delayMs` have passed on this clock, be it by waiting or by advancing.
   *
   * @param runs false: waiting does not count, so that a slow machine cannot make it late
   */
  after(delayMs: number, callback: () => void, runs = true): ClockTimer {
    const dueAt = this.#present(runs) + delayMs;
    const scheduled: Scheduled = { dueAt, runs, fire: callback, handle: undefined };
    this.#scheduled.add(scheduled);
    this.#wait(scheduled);
    return { cancel: () => this.#forget(scheduled) };
  }

  /** Advances the clock. Timers that become due fire at once, in the order of their times. */
  advance(byMs: number): void {
    if (!(byMs >= 0)) {
      throw new RangeError(`A clock only goes forward, not by ${byMs} ms.`);
    }
    this.#offsetMs += byMs;
    const due = [...this.#scheduled]
      .map((scheduled) => ({ scheduled, leftMs: this.#leftMs(scheduled) }))
      .filter(({ leftMs }) => leftMs <= 0)
      .toSorted((first, second) => first.leftMs - second.leftMs);
    for (const { scheduled } of due) {
      this.#fire(scheduled);
    }
    for (const scheduled of this.#scheduled) {
      this.#wait(scheduled);
    }
  }

  /** Cancels all timers of a stopped sandbox. */
  stop(): void {
    for (const scheduled of this.#scheduled) {
      clearTimeout(scheduled.handle);
    }
    this.#scheduled.clear();
  }

  #present(runs: boolean): number {
    return runs ? this.now() : this.#offsetMs;
  }

  #leftMs({ dueAt, runs }: Scheduled): number {
    return dueAt - this.#present(runs);
  }

  #wait(scheduled: Scheduled): void {
    clearTimeout(scheduled.handle);
    if (scheduled.runs) {
      const leftMs = Math.max(0, this.#leftMs(scheduled));
      scheduled.handle = setTimeout(() => this.#fire(scheduled), leftMs);
    }
  }

  #fire(scheduled: Scheduled): void {
    if (this.#scheduled.has(scheduled)) {
      this.#forget(scheduled);
      scheduled.fire();
    }
  }

  #forget(scheduled: Scheduled): void {
    clearTimeout(scheduled.handle);
    this.#scheduled.delete(scheduled);
  }
}
