/**
 * Says whether a part of the page has just been changed, so that the browser may have scrolled around
 * it: a list that shrinks and grows again within a frame has the same size, but another position.
 */
export class FreshChanges {
  /** How many changes are not yet two frames old. The scroll event comes with the second frame. */
  #fresh = 0;
  readonly #observer = new MutationObserver(() => this.#note());

  get isFresh(): boolean {
    return this.#fresh > 0;
  }

  observe(part: Element): void {
    const all = { childList: true, attributes: true, characterData: true, subtree: true };
    this.#observer.observe(part, all);
  }

  disconnect(): void {
    this.#observer.disconnect();
  }

  #note(): void {
    this.#fresh += 1;
    requestAnimationFrame(() => requestAnimationFrame(() => (this.#fresh -= 1)));
  }
}
