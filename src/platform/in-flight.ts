import { setTimeout } from 'node:timers/promises';

import { injectable } from 'tsyringe';

/** Counts the work that people are waiting for, so that a stop can let it finish. */
@injectable()
export class InFlight {
  private readonly works = new Set<Promise<unknown>>();
  private stopping = false;

  /** Whether new work should be refused. */
  get isStopping(): boolean {
    return this.stopping;
  }

  /** Counts `work` until it settles, and passes on how it ended. */
  async track<T>(work: Promise<T>): Promise<T> {
    this.works.add(work);
    try {
      return await work;
    } finally {
      this.works.delete(work);
    }
  }

  /** From now on new work is refused; resolves when the work under way has ended, or after `graceMs`. */
  async stop(graceMs: number): Promise<void> {
    this.stopping = true;
    const waiting = new AbortController();
    const graceIsOver = setTimeout(graceMs, undefined, { signal: waiting.signal });
    await Promise.race([Promise.allSettled(this.works), graceIsOver]);
    waiting.abort();
    await Promise.allSettled([graceIsOver]);
  }
}
