/** The first millisecond of 2015, Discord's epoch (Discord reference, "Snowflakes"). */
export const DISCORD_EPOCH_MS = 1_420_070_400_000;

/**
 * Generates ids as Discord does: the time in the upper bits, a counter below, always increasing.
 */
export class SnowflakeSource {
  #last: bigint;

  /** @param last the newest id so far, so that ids of a loaded world keep increasing */
  constructor(last = 0n) {
    this.#last = last;
  }

  /** The newest id so far. */
  get last(): bigint {
    return this.#last;
  }

  /** A new id that sorts after all earlier ones. @param nowMs the sandbox's current time */
  next(nowMs: number): string {
    const first = BigInt(nowMs - DISCORD_EPOCH_MS) << 22n;
    this.#last = first > this.#last ? first : this.#last + 1n;
    return this.#last.toString();
  }
}
