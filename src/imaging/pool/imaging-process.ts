import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { AppError } from '../../platform/app-error.js';
import { imageError } from '../image-error.js';
import type { Answer, OperationName, PlainError, Request, Result } from './messages.js';

/**
 * The most writable memory of a process. Of the largest pictures that are accepted, WebP needs 780
 * MiB, of which half is reserved and never used; 120 MiB, mostly stacks, are there from the start.
 */
const MAX_DATA_KIB = 900 * 1024;

/** After a request, one that has more than this is not used again. It begins with 75 MB. */
const MAX_RESIDENT_BYTES = 160 * 1024 * 1024;

/** How long a process may take to be ready, on a machine that is very busy. */
const START_LIMIT_MS = 60_000;

/**
 * Starts a program with a bound of its memory, without core dumps, and as the first that the
 * kernel ends when memory runs out. Where a system does not know one of these, the program
 * starts without it.
 */
const START = `ulimit -d ${MAX_DATA_KIB}; ulimit -c 0; echo 1000 >/proc/self/oom_score_adj; exec "$0" "$@"`;

const PROGRAM = [
  process.execPath,
  '--max-old-space-size=128',
  '--max-semi-space-size=2',
  programFile(),
];

/** The process ended in the middle of a request, and not because it was told to. */
export class ProcessEnded extends Error {}

/**
 * A process that opens pictures, one request at a time. It ends with the process that started it.
 */
export class ImagingProcess {
  private readonly child: ChildProcess;
  private readonly ready: Promise<void>;
  private residentBytes = 0;
  private hasEnded = false;

  constructor() {
    this.child = spawned();
    const note = (): void => {
      this.hasEnded = true;
    };
    this.child.on('exit', note).on('error', note);
    this.ready = this.whenReady();
    // Who runs a request hears of it.
    this.ready.catch(() => {});
  }

  /** Whether it can be given another request. */
  get isUsable(): boolean {
    return !this.hasEnded && !this.child.killed && this.residentBytes <= MAX_RESIDENT_BYTES;
  }

  /**
   * @param limitMs of the work itself; then the process is ended.
   * @throws AppError what the operation throws, `image.timeout`, and `image.unavailable` when
   * the process could not start; `ProcessEnded`; the reason of `signal`, which ends the
   * process as well.
   */
  async run<Name extends OperationName>(
    request: Request<Name>,
    limitMs: number,
    signal?: AbortSignal,
  ): Promise<Result<Name>> {
    this.hold(true);
    try {
      await this.ready.catch((cause: unknown) => {
        throw imageError(
          'image.unavailable',
          'I cannot open pictures at the moment. Please try again in a minute.',
          cause,
        );
      });
      signal?.throwIfAborted();
      const answer = await this.answerTo(request, limitMs, signal);
      if (answer.kind === 'ready') throw new ProcessEnded('It became ready twice.');
      this.residentBytes = answer.residentBytes;
      if (answer.kind === 'failed') throw errorOf(answer.error);
      return answer.result;
    } finally {
      this.hold(false);
    }
  }

  /** Ends it, whatever it does, and waits until it has ended. */
  async end(): Promise<void> {
    this.child.kill('SIGKILL');
    if (!this.hasEnded) await once(this.child, 'exit');
  }

  private async whenReady(): Promise<void> {
    const timer = setTimeout(() => void this.end(), START_LIMIT_MS);
    try {
      await this.nextAnswer();
    } finally {
      clearTimeout(timer);
    }
  }

  private async answerTo<Name extends OperationName>(
    request: Request<Name>,
    limitMs: number,
    signal: AbortSignal | undefined,
  ): Promise<Answer<Name>> {
    let reason: unknown;
    const endFor = (why: unknown): void => {
      reason ??= why;
      void this.end();
    };
    const abort = (): void => endFor(signal?.reason);
    const timer = setTimeout(() => {
      endFor(imageError('image.timeout', 'This picture took too long to read.'));
    }, limitMs);
    signal?.addEventListener('abort', abort, { once: true });
    try {
      const answer = this.nextAnswer<Name>();
      // What cannot be sent has no reader; that it ended is noticed below.
      this.child.send(request, () => {});
      return await answer;
    } catch (error) {
      throw reason ?? error;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    }
  }

  /** @throws ProcessEnded */
  private async nextAnswer<Name extends OperationName>(): Promise<Answer<Name>> {
    const over = new AbortController();
    const options = { signal: over.signal };
    const answered = once(this.child, 'message', options);
    const ended = once(this.child, 'exit', options).then(([code, signal]): never => {
      throw new ProcessEnded(`It ended with ${String(signal ?? code)}.`);
    });
    try {
      const [answer] = await Promise.race([answered, ended]);
      return answer;
    } catch (error) {
      if (error instanceof ProcessEnded) throw error;
      throw new ProcessEnded('It could not be started.', { cause: error });
    } finally {
      over.abort();
      await Promise.allSettled([answered, ended]);
    }
  }

  /** Whether it keeps the process that started it from ending by itself. */
  private hold(isBusy: boolean): void {
    if (isBusy) {
      this.child.ref();
      this.child.channel?.ref();
    } else {
      this.child.unref();
      this.child.channel?.unref();
    }
  }
}

/**
 * Of the environment, nothing but what programs need to run: no token is where pictures are opened.
 */
function spawned(): ChildProcess {
  const { PATH, HOME, TMPDIR } = process.env;
  const [file = '', ...args] =
    process.platform === 'win32' ? PROGRAM : ['/bin/sh', '-c', START, ...PROGRAM];
  return spawn(file, args, {
    env: { PATH, HOME, TMPDIR, MALLOC_ARENA_MAX: '2', UV_THREADPOOL_SIZE: '2' },
    // Decoders write warnings about odd pictures.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  });
}

/** It lies beside this file where both are compiled; sources use the one of the last build. */
function programFile(): string {
  const beside = fileURLToPath(new URL('./imaging-main.js', import.meta.url));
  if (existsSync(beside)) return beside;
  return fileURLToPath(new URL('../../../dist/src/imaging/pool/imaging-main.js', import.meta.url));
}

function errorOf({ code, message, isRetryable, cause }: PlainError): Error {
  if (code === null) return new Error(message);
  return new AppError({
    code,
    userMessage: message,
    retryable: isRetryable,
    cause: cause === null ? undefined : new Error(cause),
  });
}
