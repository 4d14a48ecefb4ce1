import type { SandboxClock } from '../clock.js';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What Discord grants a bot in a day. */
const TOTAL = 1000;

/** How far apart the starts of shards must be that share a bucket. */
const PACE_MS = 5_000;

/** How many sessions a bot may start, and how many shards it should have and must have. */
export class SessionStarts {
  /** What `GET /gateway/bot` recommends. */
  recommendedShards = 1;
  /** A session that is one of fewer shards is refused with 4011. */
  requiredShards = 1;
  /** How many shards may identify at once; each such group waits five seconds. */
  maxConcurrency = 1;
  /** Whether a start that comes too early is refused; tests that start bots often leave it out. */
  refusesEarly = false;
  /** All sessions that were started so far. */
  count = 0;
  /** How many starts came less than five seconds after another one of their bucket. */
  early = 0;
  /** When each bucket had its last start; a shard's is its number modulo `maxConcurrency`. */
  readonly #lastMs = new Map<number, number>();
  #remaining = TOTAL;
  #resetAtMs = 0;

  constructor(private readonly clock: SandboxClock) {}

  /** Leaves that many starts for that time; then there are a thousand again. */
  leave(remaining: number, resetAfterMs: number): void {
    this.#remaining = remaining;
    this.#resetAtMs = this.clock.now() + resetAfterMs;
  }

  /** Counts a start. When none was left, Discord resets the token. */
  take(shard: number): 'granted' | 'early' | 'used up' {
    this.#reset();
    this.count += 1;
    this.#remaining -= 1;
    const isEarly = this.#isEarly(shard % this.maxConcurrency);
    if (this.#remaining < 0) return 'used up';
    return isEarly && this.refusesEarly ? 'early' : 'granted';
  }

  /** Discord's `session_start_limit`. */
  limit(): object {
    this.#reset();
    return {
      total: TOTAL,
      remaining: Math.max(0, this.#remaining),
      reset_after: Math.ceil(this.#resetAtMs - this.clock.now()),
      max_concurrency: this.maxConcurrency,
    };
  }

  #isEarly(bucket: number): boolean {
    const nowMs = this.clock.now();
    const isEarly = nowMs - (this.#lastMs.get(bucket) ?? -Infinity) < PACE_MS;
    this.#lastMs.set(bucket, nowMs);
    this.early += Number(isEarly);
    return isEarly;
  }

  #reset(): void {
    if (this.clock.now() >= this.#resetAtMs) {
      this.leave(TOTAL, DAY_MS);
    }
  }
}
