import { injectable } from 'tsyringe';

import { settledWithin } from './settled-within.js';

/** Tracks work that people are waiting for, so that a stop can wait for it. */
@injectable()
export class InFlight {
  private readonly works = new Set<Promise<unknown>>();
  private stopping = false;

  /** Whether to refuse new work. */
  get isStopping(): boolean {
    return this.stopping;
  }

  /** Tracks `work` until it settles, and returns its result. */
  async track<T>(work: Promise<T>): Promise<T> {
    this.works.add(work);
    try {
      return await work;
    } finally {
      this.works.delete(work);
    }
  }

  /** Refuses new work from now on. Resolves when the tracked work has ended, or after `graceMs`. */
  async stop(graceMs: number): Promise<void> {
    this.stopping = true;
    await settledWithin(this.works, graceMs);
  }
}
