/** A timer on the sandbox's clock. */
export interface ClockTimer {
  /** Takes the timer back; without effect once it has fired. */
  cancel(): void;
}

interface Scheduled {
  readonly dueAt: number;
  readonly fire: () => void;
  handle: NodeJS.Timeout;
}

/**
 * Real time plus an offset that can be advanced. Every time limit of the sandbox (three seconds for
 * an answer, fifteen minutes for a token, a day for a link) is measured on it, so that tests move
 * the clock where they would otherwise have to wait.
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

  /** The sandbox's present, in milliseconds since the Unix epoch. */
  now(): number {
    return Date.now() + this.#offsetMs;
  }

  /** The sandbox's present as Discord writes times. */
  timestamp(): string {
    return new Date(this.now()).toISOString();
  }

  /** Calls back once `delayMs` have passed on this clock, be it by waiting or by advancing. */
  after(delayMs: number, callback: () => void): ClockTimer {
    const scheduled: Scheduled = {
      dueAt: this.now() + delayMs,
      fire: callback,
      handle: setTimeout(() => this.#fire(scheduled), delayMs),
    };
    this.#scheduled.add(scheduled);
    return { cancel: () => this.#forget(scheduled) };
  }

  /** Moves the clock ahead; timers that fall due fire at once, in the order of their times. */
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

  /** Takes back every timer, so that a stopped sandbox leaves nothing behind. */
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
