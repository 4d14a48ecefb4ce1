import { PlaygroundError } from './playground-error.js';
import type { PersonView } from './person-view.js';
import type { Change, StreamLine } from './protocol.js';

/** Pages that may be open at a time. */
const MAX_STREAMS = 32;
/** What a slow reader may be behind; a snapshot of many long messages fits in. */
const MAX_BEHIND_BYTES = 16 * 1024 * 1024;

/** The connection of a page, as far as a stream needs it. */
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

  /** Throws 429 when so many pages are open that there is no room for another. */
  makeRoom(): void {
    if (this.count >= MAX_STREAMS)
      throw new PlaygroundError(429, 'too_many_pages', 'Too many pages are open; close some.');
  }

  /** Adds a page: it gets `first`, and every change its person notices until it closes. */
  add(output: StreamOutput, view: PersonView, first: StreamLine): void {
    this.#streams.set(output, view);
    output.on('close', () => this.#streams.delete(output));
    this.#write(output, first);
  }

  /** Tells every page. */
  tellAll(change: Change): void {
    for (const output of this.#streams.keys()) this.#write(output, change);
  }

  /** Tells every page what its person notices. */
  tellEach(changeFor: (view: PersonView) => Change | undefined): void {
    for (const [output, view] of this.#streams) {
      const change = changeFor(view);
      if (change !== undefined) this.#write(output, change);
    }
  }

  /** Ends every stream after what was told last. */
  end(): void {
    for (const output of this.#streams.keys()) output.end();
  }

  #write(output: StreamOutput, line: StreamLine): void {
    // A reader that does not keep up is let go; it connects again and gets a new snapshot.
    if (output.writableLength > MAX_BEHIND_BYTES) output.destroy();
    else output.write(`${JSON.stringify(line)}\n`);
  }
}
