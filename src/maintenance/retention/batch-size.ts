/**
 * With random ids each row is on other pages: removing 50 rows blocks a usual disk for about 5 ms.
 */
const MAX_ROWS = 50;
const MIN_ROWS = 10;
/** A click waits for at most two batches: when it loads, and when it saves. */
const MAX_HOLD_MS = 10;

/**
 * Adapts the number of rows in one statement, so that no statement blocks the database for long.
 */
export class BatchSize {
  private size = MAX_ROWS;

  /** Rows for the next statement. */
  get rows(): number {
    return this.size;
  }

  /** Reacts to how long the last statement took: reduces the size quickly, increases it slowly. */
  observe(heldMs: number): void {
    const next = heldMs > MAX_HOLD_MS ? Math.floor(this.size / 2) : this.size + 1;
    this.size = Math.min(MAX_ROWS, Math.max(MIN_ROWS, next));
  }
}
