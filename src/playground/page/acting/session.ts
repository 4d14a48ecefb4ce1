import { EventFeed } from '../net/event-feed.js';
import { PlaygroundApi } from '../net/playground-api.js';
import { sentenceOf } from '../net/refusal.js';
import { reduceLine } from '../state/page-state.js';
import type { Store } from '../state/store.js';

/** The person who uses this page, and their connection. */
export class Session {
  #api: PlaygroundApi;
  #feed: EventFeed | null = null;

  constructor(
    private readonly store: Store,
    private readonly token: string,
    as: string,
  ) {
    this.#api = new PlaygroundApi(token, as);
  }

  get api(): PlaygroundApi {
    return this.#api;
  }

  /** The username of the person. */
  get as(): string {
    return this.#api.as;
  }

  /** The address of this page for another person. */
  addressOf(username: string): string {
    return `?as=${encodeURIComponent(username)}${location.hash}`;
  }

  /** Starts receiving events. */
  open(): void {
    const { store } = this;
    const feed = new EventFeed(this.#api, {
      line: (line) => store.update((state) => reduceLine(state, line, Date.now())),
      lost: () => this.#feed === feed && store.show({ connection: 'lost' }),
      refused: (notice) => this.#feed === feed && store.show({ connection: 'refused', notice }),
    });
    this.#feed = feed;
    void feed.run();
  }

  /** Switches the page to another person, as if they had opened it. */
  switchTo(username: string): void {
    if (username === this.as) return;
    history.pushState(null, '', this.addressOf(username));
    this.become(username);
  }

  /** Switches the page to the person in the address. */
  become(username: string): void {
    this.#feed?.close();
    this.#api = new PlaygroundApi(this.token, username);
    this.store.show({ menu: null, modal: null, replyTo: null, pending: [], unread: {} });
    this.open();
  }

  /** Makes a request, and shows the person a refusal. */
  async attempt<T>(act: (api: PlaygroundApi) => Promise<T>): Promise<T | undefined> {
    try {
      return await act(this.#api);
    } catch (error) {
      this.store.show({ notice: sentenceOf(error) });
      return undefined;
    }
  }
}
