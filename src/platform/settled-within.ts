import { once } from 'node:events';

/**
 * Waits until no work is left in `works`, which may grow meanwhile, but not longer than `timeMs`.
 * Each work removes itself when it has settled.
 */
export async function settledWithin(
  works: ReadonlySet<Promise<unknown>>,
  timeMs: number,
): Promise<void> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), timeMs);
  const timeIsUp = once(limit.signal, 'abort');
  while (works.size > 0 && !limit.signal.aborted) {
    await Promise.race([Promise.allSettled(works), timeIsUp]);
  }
  clearTimeout(timer);
}
