/** A timer on the sandbox's clock. */
export interface ClockTimer {
  /** Cancels the timer; has no effect once it has fired. */
  cancel(): void;
}

interface Scheduled {
  readonly dueAt: number;
  readonly fire: () => void;
  handle: NodeJS.Timeout;
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
    return new Date(this.now()).toISOString();
  }

  /** Calls back after `delayMs` on this clock, by waiting or by advancing. */
  after(delayMs: number, callback: () => void): ClockTimer {
    const scheduled: Scheduled = {
      dueAt: this.now() + delayMs,
      fire: callback,
      handle: setTimeout(() => this.#fire(scheduled), delayMs),
    };
    this.#scheduled.add(scheduled);
    return { cancel: () => this.#forget(scheduled) };
  }

  /** Advances the clock. Timers that become due fire at once, in the order of their times. */
  advance(byMs: number): void {
    if (!(byMs >= 0)) {
      throw new RangeError(`A clock only goes forward, not by ${byMs} ms.`);
    }
    this.#offsetMs += byMs;
    const now = this.now();
    const due = [...this.#scheduled]
      .filter((scheduled) => scheduled.dueAt <= now)
      .toSorted((first, second) => first.dueAt - second.dueAt);
    for (const scheduled of due) {
      this.#fire(scheduled);
    }
    for (const scheduled of this.#scheduled) {
      clearTimeout(scheduled.handle);
      const remainingMs = Math.max(0, scheduled.dueAt - now);
      scheduled.handle = setTimeout(() => this.#fire(scheduled), remainingMs);
    }
  }

  /** Cancels all timers of a stopped sandbox. */
  stop(): void {
    for (const scheduled of this.#scheduled) {
      clearTimeout(scheduled.handle);
    }
    this.#scheduled.clear();
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
