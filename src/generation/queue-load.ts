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

/** The load, told by when each waiting and each running generation was requested. */
export function loadOf(
  isTakingWork: boolean,
  waiting: readonly { readonly requestedAtMs: number }[],
  running: readonly { readonly requestedAtMs: number }[],
): QueueLoad {
  const oldestMs = [...waiting, ...running].reduce(
    (least, { requestedAtMs }) => Math.min(least, requestedAtMs),
    Number.POSITIVE_INFINITY,
  );
  return {
    isTakingWork,
    waiting: waiting.length,
    running: running.length,
    oldestRequestedAtMs: Number.isFinite(oldestMs) ? oldestMs : null,
  };
}
