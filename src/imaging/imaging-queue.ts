import PQueue from 'p-queue';
import sharp from 'sharp';
import { singleton } from 'tsyringe';

/**
 * sharp and the SQLite driver share libuv's thread pool, by default four threads. Two jobs leave
 * two of them to the database; with four jobs, a save would wait for pictures.
 */
const CONCURRENT_JOBS = 2;

/** The queue of all jobs of sharp. */
@singleton()
export class ImagingQueue {
  private readonly queue = new PQueue({ concurrency: CONCURRENT_JOBS });

  constructor() {
    // Each picture is read once, so cached operations would only use memory.
    sharp.cache(false);
  }

  /**
   * Queues a job and returns its result. If `signal` aborts before the job starts, the job never
   * runs and the promise rejects with the signal's reason. A job must not wait for another job.
   *
   * @param priority jobs with a higher priority run first.
   */
  async run<T>(job: () => Promise<T>, signal?: AbortSignal, priority = 0): Promise<T> {
    return await new Promise<T>((resolve, reject) => {
      const abandon = (): void => reject(asError(signal?.reason));
      if (signal?.aborted === true) return abandon();
      signal?.addEventListener('abort', abandon, { once: true });
      const start = async (): Promise<void> => {
        if (signal?.aborted === true) return;
        signal?.removeEventListener('abort', abandon);
        await job().then(resolve, reject);
      };
      void this.queue.add(start, { priority });
    });
  }
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('aborted', { cause: reason });
}
