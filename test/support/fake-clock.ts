import type { Clock } from '../../src/platform/clock.js';

/** A clock that moves only when it is told to. */
export class FakeClock implements Clock {
  constructor(private nowMs: number = Date.UTC(2026, 10, 24, 12)) {}

  now(): number {
    return this.nowMs;
  }

  /** The present moment as ISO 8601, UTC. */
  iso(): string {
    return new Date(this.nowMs).toISOString();
  }

  advance(ms: number): void {
    this.nowMs += ms;
  }
}
