import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { shapeOf } from './shape.js';

/** A request of the bot and the sandbox's answer. */
export interface RecordedExchange {
  readonly kind: 'exchange';
  readonly method: string;
  /** Without the prefix of the API, percent-encoded, with its query. */
  readonly url: string;
  /** The content type of the request's body; absent without a body. */
  readonly bodyType?: string;
  /** The JSON of the request's body, without the bytes of files. */
  readonly body?: unknown;
  readonly status: number;
  /** The content type of the answer; absent without a body. */
  readonly answerType?: string;
  readonly answer?: unknown;
}

/** Records what passes between bot and sandbox, each shape of it once, as files of a directory. */
export class Recording {
  readonly #seen = new Set<string>();

  /** @param directory is made if there is none; several processes may share it */
  constructor(private readonly directory: string) {
    mkdirSync(directory, { recursive: true });
  }

  /** The recording that the environment asks for, if it does. */
  static fromEnvironment(): Recording | undefined {
    const directory = process.env['SANDBOX_RECORDING'];
    return directory === undefined || directory === '' ? undefined : new Recording(directory);
  }

  /** Writes an exchange, unless one of the same shape was written before. */
  add(exchange: RecordedExchange): void {
    const shape = JSON.stringify(shapeOf(exchange));
    const name = createHash('sha256').update(shape).digest('hex').slice(0, 32);
    const file = path.join(this.directory, `${name}.json`);
    if (!this.#seen.has(name) && !existsSync(file)) {
      writeFileSync(file, JSON.stringify(exchange));
    }
    this.#seen.add(name);
  }
}
