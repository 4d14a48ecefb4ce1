import { PlaygroundError } from './playground-error.js';
import type { PersonView } from './person-view.js';
import type { Change, StreamLine } from './protocol.js';

/** The maximum of open pages. */
const MAX_STREAMS = 32;
/** How many bytes a slow reader may lag behind; a snapshot with many long messages fits. */
const MAX_BEHIND_BYTES = 16 * 1024 * 1024;

/** The part of a page's connection that a stream needs. */
export interface StreamOutput {
  readonly writableLength: number;
  write(text: string): unknown;
  end(): unknown;
  destroy(): unknown;
  on(event: 'close', listener: () => void): unknown;
}

/** The event streams of all open pages. */
export class EventStreams {
  readonly #streams = new Map<StreamOutput, PersonView>();

  /** How many pages are open. */
  get count(): number {
    return this.#streams.size;
  }

  /** Throws 429 when the maximum of open pages is reached. */
  makeRoom(): void {
    if (this.count >= MAX_STREAMS)
      throw new PlaygroundError(429, 'too_many_pages', 'Too many pages are open; close some.');
  }

  /**
   * Adds a page. It receives `first`, and every change that its person notices, until it closes.
   */
  add(output: StreamOutput, view: PersonView, first: StreamLine): void {
    this.#streams.set(output, view);
    output.on('close', () => this.#streams.delete(output));
    this.#write(output, first);
  }

  /** Sends a change to every page. */
  tellAll(change: Change): void {
    for (const output of this.#streams.keys()) this.#write(output, change);
  }

  /** Sends every page the change that its person notices. */
  tellEach(changeFor: (view: PersonView) => Change | undefined): void {
    for (const [output, view] of this.#streams) {
      const change = changeFor(view);
      if (change !== undefined) this.#write(output, change);
    }
  }

  /** Ends every stream after the last sent change. */
  end(): void {
    for (const output of this.#streams.keys()) output.end();
  }

  #write(output: StreamOutput, line: StreamLine): void {
    // A reader that is too slow is disconnected; it connects again and gets a new snapshot.
    if (output.writableLength > MAX_BEHIND_BYTES) output.destroy();
    else output.write(`${JSON.stringify(line)}\n`);
  }
}
