import type { StreamLine } from '../../protocol.js';
import { jsonLines } from './json-lines.js';
import type { PlaygroundApi } from './playground-api.js';
import { Refusal } from './refusal.js';

/** How long to wait before connecting again; the playground is on this machine. */
const RETRY_MS = 700;

/** What happens on the stream. */
export interface FeedListener {
  line(line: StreamLine): void;
  /** The stream ended; it is being opened again. */
  lost(): void;
  /** The playground refuses this page for good. */
  refused(sentence: string): void;
}

/** Keeps the stream of events open for one person, until closed. */
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
        // Whatever else ended the stream, a new one begins with all there is to know.
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
