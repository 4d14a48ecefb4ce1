/** The load of the queue of one process. */
export interface QueueLoad {
  /** Whether waiting work will be started; false once the process stops. */
  readonly isTakingWork: boolean;
  readonly waiting: number;
  readonly running: number;
  /**
   * When the oldest of these was requested, in milliseconds since the Unix epoch; null: there is
   * none.
   */
  readonly oldestRequestedAtMs: number | null;
}
