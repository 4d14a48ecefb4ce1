import PQueue from 'p-queue';
import sharp from 'sharp';
import { singleton } from 'tsyringe';

/**
 * sharp and the SQLite driver share libuv's pool of four threads. Two jobs at a time leave the
 * database two of them; with four, a save waits for pictures.
 */
const CONCURRENT_JOBS = 2;

/** The one queue that every job of sharp goes through. */
@singleton()
export class ImagingQueue {
  private readonly queue = new PQueue({ concurrency: CONCURRENT_JOBS });

  constructor() {
    // Pictures are read once; cached operations would only hold their pixels in memory.
    sharp.cache(false);
  }

  /**
   * Runs the job when it is its turn and hands on its result or error. A job that waits while
   * `signal` fires never starts: the promise rejects with the signal's reason. A job must not
   * queue another one and wait for it.
   *
   * @param priority jobs with a higher one have their turn first.
   */
  async run<T>(job: () => Promise<T>, signal?: AbortSignal, priority = 0): Promise<T> {
    return await new Promise<T>((resolve, reject) => {
      const abandon = (): void => reject(asError(signal?.reason));
      if (signal?.aborted === true) return abandon();
      signal?.addEventListener('abort', abandon, { once: true });
      const turn = async (): Promise<void> => {
        if (signal?.aborted === true) return;
        signal?.removeEventListener('abort', abandon);
        await job().then(resolve, reject);
      };
      void this.queue.add(turn, { priority });
    });
  }
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('aborted', { cause: reason });
}
