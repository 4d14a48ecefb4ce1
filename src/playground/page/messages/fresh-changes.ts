import { LastFrames } from './last-frames.js';

/**
 * Says whether a part of the page has just been changed, so that the browser may have
 * scrolled around it: a list that shrinks and grows again within a frame has the same size,
 * but another position.
 */
export class FreshChanges {
  /** The scroll event comes with the second frame. */
  readonly #last = new LastFrames();
  readonly #observer = new MutationObserver(() => this.#last.note());

  get isFresh(): boolean {
    return this.#last.hasAny;
  }

  observe(part: Element): void {
    const all = { childList: true, attributes: true, characterData: true, subtree: true };
    this.#observer.observe(part, all);
  }

  disconnect(): void {
    this.#observer.disconnect();
  }
}
