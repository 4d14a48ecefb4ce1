/** With random ids each row touches pages of its own: 50 rows hold a usual disk for about 5 ms. */
const MAX_ROWS = 50;
const MIN_ROWS = 10;
/** Whoever clicks meanwhile waits for a batch at most twice: to load, and to save. */
const MAX_HOLD_MS = 10;

/** Finds how many rows may go in one statement, so that it never holds the database for long. */
export class BatchSize {
  private size = MAX_ROWS;

  /** Rows for the next statement. */
  get rows(): number {
    return this.size;
  }

  /** Learns from how long the last one held the database: quickly to less, slowly to more. */
  observe(heldMs: number): void {
    const next = heldMs > MAX_HOLD_MS ? Math.floor(this.size / 2) : this.size + 1;
    this.size = Math.min(MAX_ROWS, Math.max(MIN_ROWS, next));
  }
}
