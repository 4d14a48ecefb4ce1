/** The first millisecond of 2015, where Discord begins to count (Discord reference, "Snowflakes"). */
export const DISCORD_EPOCH_MS = 1_420_070_400_000;

/** Gives out ids as Discord does: the time in the upper bits, a counter below, always rising. */
export class SnowflakeSource {
  #last: bigint;

  /** @param last the newest id given out so far, so that a loaded world goes on rising */
  constructor(last = 0n) {
    this.#last = last;
  }

  /** The newest id given out. */
  get last(): bigint {
    return this.#last;
  }

  /** A new id that sorts after all earlier ones. @param nowMs the sandbox's present */
  next(nowMs: number): string {
    const first = BigInt(nowMs - DISCORD_EPOCH_MS) << 22n;
    this.#last = first > this.#last ? first : this.#last + 1n;
    return this.#last.toString();
  }
}
