import { singleton } from 'tsyringe';

import { imageError } from '../image-error.js';
import { ImagingProcess, ProcessEnded } from './imaging-process.js';
import { JobQueue, type QueuedJob } from './job-queue.js';
import type { OperationName, Request, Result } from './messages.js';

/** What a job is allowed, and when its turn is. */
export interface JobTerms extends QueuedJob {
  /** Of the work itself, without the wait for it. */
  readonly limitMs: number;
  /** Its reason is thrown when it aborts; a job that runs then ends with its process. */
  readonly signal?: AbortSignal | undefined;
}

interface Job extends JobTerms {
  readonly start: () => Promise<void>;
}

/** One stays, because a process takes a quarter of a second to start. */
const KEPT_PROCESSES = 1;
const IDLE_LIMIT_MS = 30_000;

/** A process may end for reasons that are not the picture's: once, the picture gets another one. */
const MAX_TRIES = 2;

/** Runs operations on pictures in processes of their own, which start with the first picture. */
@singleton()
export class ImagingPool {
  private readonly queue = new JobQueue<Job>();
  private readonly processes = new Set<ImagingProcess>();
  private readonly idle: ImagingProcess[] = [];
  private hasStopped = false;

  /**
   * @throws AppError what the operation throws; `image.timeout`; `image.unavailable`;
   * `image.unreadable` when a second process ended as well. The reason of the job's signal.
   */
  async run<Name extends OperationName>(
    request: Request<Name>,
    terms: JobTerms,
  ): Promise<Result<Name>> {
    const { signal } = terms;
    signal?.throwIfAborted();
    return await new Promise<Result<Name>>((resolve, reject) => {
      const abandon = (): void => {
        if (this.queue.remove(job)) reject(asError(signal?.reason));
      };
      const start = async (): Promise<void> => {
        signal?.removeEventListener('abort', abandon);
        await this.tried(request, terms).then(resolve, reject);
      };
      const job: Job = { ...terms, start };
      signal?.addEventListener('abort', abandon, { once: true });
      this.queue.add(job);
      this.startJobs();
    });
  }

  /** Ends all processes, and waits until they have ended; jobs fail. */
  async stop(): Promise<void> {
    this.hasStopped = true;
    await Promise.all([...this.processes].map((process) => process.end()));
  }

  private startJobs(): void {
    for (let job = this.queue.take(); job !== undefined; job = this.queue.take()) {
      const started = job;
      void started.start().finally(() => {
        this.queue.done(started);
        this.startJobs();
      });
    }
  }

  private async tried<Name extends OperationName>(
    request: Request<Name>,
    { limitMs, signal }: JobTerms,
  ): Promise<Result<Name>> {
    for (let tries = 1; ; tries += 1) {
      const process = this.idleProcess() ?? this.started();
      try {
        return await process.run(request, limitMs, signal);
      } catch (error) {
        if (!(error instanceof ProcessEnded)) throw error;
        if (tries < MAX_TRIES && !this.hasStopped) continue;
        throw imageError(
          'image.unreadable',
          'This picture cannot be opened: it is damaged, or needs too much memory.',
          error,
        );
      } finally {
        this.release(process);
      }
    }
  }

  private idleProcess(): ImagingProcess | undefined {
    let process = this.idle.pop();
    // The kernel may have ended it.
    while (process !== undefined && !process.isUsable) {
      this.processes.delete(process);
      process = this.idle.pop();
    }
    return process;
  }

  private started(): ImagingProcess {
    const process = new ImagingProcess();
    this.processes.add(process);
    return process;
  }

  private release(process: ImagingProcess): void {
    if (process.isUsable) {
      this.idle.push(process);
      if (this.idle.length > KEPT_PROCESSES)
        setTimeout(() => this.endSurplus(), IDLE_LIMIT_MS).unref();
      return;
    }
    void process.end();
    this.processes.delete(process);
  }

  /** The last one is the one that was used last. */
  private endSurplus(): void {
    const surplus = this.idle.splice(0, Math.max(0, this.idle.length - KEPT_PROCESSES));
    for (const process of surplus) {
      void process.end();
      this.processes.delete(process);
    }
  }
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('aborted', { cause: reason });
}
