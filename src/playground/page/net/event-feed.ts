import type { StreamLine } from '../../protocol.js';
import { jsonLines } from './json-lines.js';
import type { PlaygroundApi } from './playground-api.js';
import { Refusal } from './refusal.js';

/** The wait before connecting again; short, because the playground is on this machine. */
const RETRY_MS = 700;

/** Receives the events of the stream. */
export interface FeedListener {
  line(line: StreamLine): void;
  /** The stream ended and is being opened again. */
  lost(): void;
  /** The playground refuses this page permanently. */
  refused(sentence: string): void;
}

/** Keeps the event stream open for one person until it is closed. */
export class EventFeed {
  readonly #end = new AbortController();

  constructor(
    private readonly api: PlaygroundApi,
    private readonly listener: FeedListener,
  ) {}

  /** Reads until {@link close} or a refusal. */
  async run(): Promise<void> {
    while (!this.#end.signal.aborted) {
      try {
        await this.#readOnce();
      } catch (error) {
        // After any other error, a new stream starts with the whole state.
        if (error instanceof Refusal && isFinal(error)) {
          this.listener.refused(error.message);
          return;
        }
      }
      if (this.#end.signal.aborted) return;
      this.listener.lost();
      await delay(RETRY_MS);
    }
  }

  close(): void {
    this.#end.abort();
  }

  async #readOnce(): Promise<void> {
    const { body } = await this.api.events(this.#end.signal);
    if (body === null) return;
    for await (const line of jsonLines(body)) {
      if (this.#end.signal.aborted) return;
      this.listener.line(line);
    }
  }
}

function isFinal({ status }: Refusal): boolean {
  return status >= 400 && status < 500;
}

async function delay(ms: number): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
