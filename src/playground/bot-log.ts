import { EventEmitter } from 'node:events';

import type { LogLine } from './protocol.js';

/** How many lines are stored for pages that are opened later. */
const MAX_LINES = 500;
/** The stored part of one line; an error with its causes fits well. */
const MAX_LINE_CHARACTERS = 16_384;

const LEVELS: ReadonlySet<string> = new Set(['trace', 'debug', 'info', 'warn', 'error', 'fatal']);

type Fields = Readonly<Record<string, unknown>>;

/** The latest output of the bot, line by line, across restarts. */
export class BotLog extends EventEmitter<{ line: [LogLine] }> {
  readonly #lines: LogLine[] = [];
  #count = 0;

  /** The latest 500 lines, oldest first. */
  get lines(): readonly LogLine[] {
    return this.#lines;
  }

  /** Stores a line of the bot, notifies listeners, and returns the parsed line. */
  take(text: string): LogLine {
    this.#count += 1;
    const line = { number: this.#count, ...understood(text.slice(0, MAX_LINE_CHARACTERS)) };
    this.#lines.push(line);
    if (this.#lines.length > MAX_LINES) this.#lines.shift();
    this.emit('line', line);
    return line;
  }
}

function understood(text: string): Omit<LogLine, 'number'> {
  const { level, time, msg, ...fields } = fieldsOf(text);
  const at = typeof time === 'string' ? Date.parse(time) : Number.NaN;
  if (!isLevel(level) || typeof msg !== 'string' || Number.isNaN(at)) {
    return { at: Date.now(), level: 'output', text, interactionId: null, fields: {} };
  }
  const { interactionId } = fields;
  return {
    at,
    level,
    text: msg,
    interactionId: typeof interactionId === 'string' ? interactionId : null,
    fields,
  };
}

function isLevel(value: unknown): value is Exclude<LogLine['level'], 'output'> {
  return typeof value === 'string' && LEVELS.has(value);
}

function fieldsOf(text: string): Fields {
  if (!text.startsWith('{')) return {};
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : {};
  } catch {
    // Not a log line, or a cut one. It is shown unchanged.
    return {};
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
