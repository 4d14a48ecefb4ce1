import { inspect } from 'node:util';

import { AppError } from '../../platform/app-error.js';
import { OPERATIONS, setUpSharp } from '../operations.js';
import type { Answer, PlainError, Request } from './messages.js';

/*
 * The program of a process that opens pictures. It does one request after the other, and ends at
 * once when the process that started it is gone.
 */

process.on('disconnect', end);
// The bot finishes pictures after these signals, which a terminal and systemd send
// to all processes.
process.on('SIGINT', ignore).on('SIGTERM', ignore);
process.on('message', (request: Request) => void answer(request));

setUpSharp();
say({ kind: 'ready' });

async function answer({ name, args }: Request): Promise<void> {
  try {
    const result = await Reflect.apply(OPERATIONS[name], undefined, args);
    say({ kind: 'done', result, residentBytes: process.memoryUsage.rss() });
  } catch (error) {
    say({ kind: 'failed', error: plain(error), residentBytes: process.memoryUsage.rss() });
  }
}

function say(message: Answer): void {
  if (!process.connected) end();
  process.send?.(message);
}

function plain(error: unknown): PlainError {
  if (error instanceof AppError)
    return {
      code: error.code,
      message: error.userMessage,
      isRetryable: error.retryable,
      cause: error.cause === undefined ? null : inspect(error.cause),
    };
  return { code: null, message: inspect(error), isRetryable: false, cause: null };
}

/** An ordinary exit would wait for the decoder, which may be at work for minutes. */
function end(): void {
  process.kill(process.pid, 'SIGKILL');
}

function ignore(): void {}
