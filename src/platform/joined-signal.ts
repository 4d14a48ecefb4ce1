/** A signal that aborts with the first of others. */
export interface JoinedSignal {
  readonly signal: AbortSignal;
  /** Lets go of the others; to be called when the work has ended. */
  readonly release: () => void;
}

/**
 * Joins signals, of which some live as long as the process. On Node 20 `AbortSignal.any` keeps a
 * signal as long as anything listens to it, and libraries do not always stop listening: each call
 * of a model then stayed in memory, with its answer.
 */
export function joinedSignal(...signals: readonly AbortSignal[]): JoinedSignal {
  const joined = new AbortController();
  const stops = signals.map((each) => {
    const abort = (): void => joined.abort(each.reason);
    if (each.aborted) abort();
    each.addEventListener('abort', abort);
    return () => each.removeEventListener('abort', abort);
  });
  const release = (): void => {
    for (const stop of stops) stop();
  };
  return { signal: joined.signal, release };
}
