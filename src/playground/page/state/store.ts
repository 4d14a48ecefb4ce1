import { withScreen, type PageState } from './page-state.js';
import type { Screen } from './screen.js';

/** Holds the page's state and notifies listeners of changes. */
export class Store {
  readonly #listeners = new Set<(state: PageState, before: PageState) => void>();

  constructor(private current: PageState) {}

  get state(): PageState {
    return this.current;
  }

  /** Changes the state; listeners are called unless the value stays the same. */
  update(change: (state: PageState) => PageState): void {
    const before = this.current;
    this.current = change(before);
    if (this.current === before) return;
    for (const listener of this.#listeners) listener(this.current, before);
  }

  /** Changes the screen. */
  show(change: Partial<Screen>): void {
    this.update((state) => withScreen(state, change));
  }

  /** Calls `listener` with each new state and the previous one. */
  subscribe(listener: (state: PageState, before: PageState) => void): void {
    this.#listeners.add(listener);
  }
}
