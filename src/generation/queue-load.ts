/** The queue of one process, in numbers. */
export interface QueueLoad {
  /** Whether what waits will be started; not any more once the process stops. */
  readonly isTakingWork: boolean;
  readonly waiting: number;
  readonly running: number;
  /** When the oldest of these was asked for, milliseconds since the Unix epoch; null: there is none. */
  readonly oldestRequestedAtMs: number | null;
}
