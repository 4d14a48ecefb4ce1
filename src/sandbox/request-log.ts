import { EventEmitter } from 'node:events';
import { matches } from './faults.js';
import type { RequestMatch, RoutedRequest } from './faults.js';

/** One request of the bot. */
export interface RecordedRequest extends RoutedRequest {
  readonly at: number;
  /** The parsed JSON body, without the bytes of files. */
  body: unknown;
  files: readonly { readonly name: string; readonly size: number }[];
  /** The status of the answer; undefined while the request is running or when it was cut. */
  status: number | undefined;
}

/** How long a wait may take in real time, unless told otherwise. */
const DEFAULT_WAIT_MS = 60_000;

type Stage = 'begun' | 'answered';

/** The maximum of stored requests; the oldest are removed in blocks. */
const MAX_RECORDS = 50_000;

/** Stores every REST request, so that tests can count them and wait for them. */
export class RequestLog {
  readonly #records: RecordedRequest[] = [];
  readonly #emitter = new EventEmitter<Record<Stage, [RecordedRequest]>>().setMaxListeners(0);

  /** All requests so far, oldest first. */
  get all(): readonly RecordedRequest[] {
    return this.#records;
  }

  /** Stores a request that has just arrived. */
  begin(request: RoutedRequest, at: number): RecordedRequest {
    const record: RecordedRequest = {
      ...request,
      at,
      body: undefined,
      files: [],
      status: undefined,
    };
    this.#records.push(record);
    if (this.#records.length > MAX_RECORDS) {
      this.#records.splice(0, MAX_RECORDS / 5);
    }
    return record;
  }

  /** Notifies waits that a request has arrived and its faults have started. */
  announce(record: RecordedRequest): void {
    this.#emitter.emit('begun', record);
  }

  /** Stores the status of a request's answer. */
  end(record: RecordedRequest, status: number): void {
    record.status = status;
    this.#emitter.emit('answered', record);
  }

  /** The requests that match. */
  matching(match: RequestMatch): RecordedRequest[] {
    return this.#records.filter((record) => matches(match, record));
  }

  /** How many requests match. */
  count(match: RequestMatch): number {
    return this.matching(match).length;
  }

  /** Removes all requests so far. */
  clear(): void {
    this.#records.length = 0;
  }

  /**
   * The next matching request that is answered from now on. Rejects after `timeoutMs` of real time,
   * and lists what the bot did instead.
   */
  async next(match: RequestMatch, timeoutMs?: number): Promise<RecordedRequest> {
    return this.#first('answered', match, timeoutMs);
  }

  /**
   * The next matching request that arrives from now on, answered or not. Rejects as `next` does.
   */
  async begun(match: RequestMatch, timeoutMs?: number): Promise<RecordedRequest> {
    return this.#first('begun', match, timeoutMs);
  }

  /** The latest requests as readable text. */
  summary(most = 20): string {
    const lines = this.#records
      .slice(-most)
      .map(({ method, path, status }) => `  ${method} ${path} → ${status ?? 'no answer'}`);
    return lines.length === 0
      ? 'The bot made no request so far.'
      : `The bot's latest requests:\n${lines.join('\n')}`;
  }

  async #first(
    stage: Stage,
    match: RequestMatch,
    timeoutMs = DEFAULT_WAIT_MS,
  ): Promise<RecordedRequest> {
    return new Promise((resolve, reject) => {
      const listener = (record: RecordedRequest): void => {
        if (matches(match, record)) {
          stop();
          resolve(record);
        }
      };
      const timer = setTimeout(() => {
        stop();
        const wanted = `${match.method ?? 'any'} ${String(match.route ?? 'request')}`;
        reject(new Error(`No ${wanted} within ${timeoutMs} ms. ${this.summary()}`));
      }, timeoutMs);
      const stop = (): void => {
        clearTimeout(timer);
        this.#emitter.off(stage, listener);
      };
      this.#emitter.on(stage, listener);
    });
  }
}
