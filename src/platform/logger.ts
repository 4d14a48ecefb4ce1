import { createHmac, randomBytes } from 'node:crypto';

import pino from 'pino';
import pretty from 'pino-pretty';
import type { InjectionToken } from 'tsyringe';

import { withoutSecrets } from './secrets.js';

/**
 * The part of pino that the product uses; the first argument holds fields, the second the sentence.
 */
export type Logger = Pick<pino.Logger, 'debug' | 'info' | 'warn' | 'error'>;

export const LOGGER: InjectionToken<Logger> = Symbol('Logger');

/**
 * The values of `LOG_LEVEL`. Prompts and the model's texts are logged at `debug` and below only.
 */
export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

/** The names of fields that hold the id of a person. */
const PERSON_FIELDS = ['userId', 'personId', 'requestedBy', 'keptBy', 'authorId'];

/**
 * What stands in a log for people: the same for all lines about one person that this process
 * writes, and nothing that leads back to them. The key is nowhere but in memory, so it ends
 * with the process.
 */
function standIns(): (id: unknown) => unknown {
  const key = randomBytes(32);
  return (id) =>
    typeof id === 'string' || typeof id === 'bigint'
      ? `person ${createHmac('sha256', key).update(String(id)).digest('hex').slice(0, 12)}`
      : id;
}

/**
 * Writes JSON lines to standard output, or readable lines when that is a terminal.
 *
 * @param secrets texts that are replaced wherever they appear in a line.
 */
export function createLogger(level: LogLevel, secrets: readonly string[]): pino.Logger {
  const stream = process.stdout.isTTY
    ? pretty({ singleLine: true, translateTime: 'SYS:HH:MM:ss.l' })
    : pino.destination({ dest: 1, sync: false });
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: PERSON_FIELDS.flatMap((name) => [name, `*.${name}`]),
        censor: standIns(),
      },
      serializers: { err: withoutRequest },
      hooks: { streamWrite: (line) => withoutSecrets(line, secrets) },
    },
    stream,
  );
}

/** Removes the request from an error: its body may hold a prompt, and its address holds a token. */
function withoutRequest(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  return { ...pino.stdSerializers.err(error), requestBody: undefined, url: undefined };
}
