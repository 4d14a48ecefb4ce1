import type { SandboxClock } from '../clock.js';

/** How long after a start of its bucket a shard may start. */
const PACE_MS = 5_000;

const DAY_MS = 24 * 60 * 60 * 1000;

/** What Discord grants a bot in a day. */
const TOTAL = 1000;

/** How many sessions a bot may start, and how many shards it should have and must have. */
export class SessionStarts {
  /** What `GET /gateway/bot` recommends. */
  recommendedShards = 1;
  /** A session that is one of fewer shards is refused with 4011. */
  requiredShards = 1;
  /** How many shards may identify at once; each such group waits five seconds. */
  maxConcurrency = 1;
  /** Whether starts that follow each other too fast in their bucket are refused. */
  isPaced = false;
  /** All sessions that were started so far. */
  count = 0;
  /** How many of the starts came less than five seconds after another one of their bucket. */
  outOfPace = 0;
  readonly #startedAtMs = new Map<number, number>();
  #remaining = TOTAL;
  #resetAtMs = 0;

  constructor(private readonly clock: SandboxClock) {}

  /** Leaves that many starts for that time; then there are a thousand again. */
  leave(remaining: number, resetAfterMs: number): void {
    this.#remaining = remaining;
    this.#resetAtMs = this.clock.now() + resetAfterMs;
  }

  /** Counts a start. Returns false when none was left: Discord resets the token then. */
  take(): boolean {
    this.#reset();
    this.count += 1;
    this.#remaining -= 1;
    return this.#remaining >= 0;
  }

  /** Whether a shard may start now; if so, its bucket is taken for five seconds. */
  isInPace(shardId: number): boolean {
    const bucket = shardId % this.maxConcurrency;
    const startedAtMs = this.#startedAtMs.get(bucket) ?? Number.NEGATIVE_INFINITY;
    const isEarly = this.clock.now() - startedAtMs < PACE_MS;
    this.outOfPace += Number(isEarly);
    if (isEarly && this.isPaced) return false;
    this.#startedAtMs.set(bucket, this.clock.now());
    return true;
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

  #reset(): void {
    if (this.clock.now() >= this.#resetAtMs) {
      this.leave(TOTAL, DAY_MS);
    }
  }
}
