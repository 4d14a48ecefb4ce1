import type { ShownMessage } from '../../protocol.js';
import { withEarlier } from '../state/apply-change.js';
import type { Store } from '../state/store.js';
import { byAge } from '../state/world.js';
import type { Session } from './session.js';

/** Discord's clients report typing at most every eight seconds. */
const TYPING_INTERVAL_MS = 8000;

/** The maximum of one page of earlier messages. */
const PAGE_LENGTH = 50;

/** Writes, reacts and deletes. */
export class Messaging {
  #typingToldAt = 0;
  /** First messages of channels, which have no earlier messages. */
  readonly #first = new Set<string>();
  /** The earlier messages on their way, by their channels. */
  readonly #loading = new Map<string, Promise<void>>();

  constructor(
    private readonly session: Session,
    private readonly store: Store,
  ) {}

  /**
   * Sends a message as the present person when its files are there; null: it is not sent. Returns
   * false if it was not sent or was refused; the person sees why.
   */
  async send(
    channelId: string,
    content: string,
    ready: Promise<readonly { readonly file: File }[] | null>,
  ): Promise<boolean> {
    const { replyTo } = this.store.state.screen;
    const reply = replyTo === null ? {} : { replyTo };
    const action = { kind: 'send', channelId, content, ...reply } as const;
    const answer = await this.session.attempt(async (api) => {
      const files = await ready;
      if (files === null) return undefined;
      return api.act(
        action,
        files.map(({ file }) => file),
      );
    });
    if (answer === undefined) return false;
    this.#typingToldAt = 0;
    this.store.show({ replyTo: null, notice: null });
    return true;
  }

  /** Reports from time to time that the person is typing. */
  async type(channelId: string): Promise<void> {
    const now = Date.now();
    if (now - this.#typingToldAt < TYPING_INTERVAL_MS) return;
    this.#typingToldAt = now;
    await this.session.attempt((api) => api.act({ kind: 'type', channelId }));
  }

  /** Adds a reaction to a message, or removes the person's own. */
  async react(messageId: string, emoji: string, isOn: boolean): Promise<void> {
    const kind = isOn ? 'react' : 'unreact';
    await this.session.attempt((api) => api.act({ kind, messageId, emoji }));
  }

  /** Deletes one of the person's own messages. */
  async remove(messageId: string): Promise<void> {
    await this.session.attempt((api) => api.act({ kind: 'deleteMessage', messageId }));
  }

  /** Hides a message that only this person sees. */
  async dismiss(messageId: string): Promise<void> {
    await this.session.attempt((api) => api.act({ kind: 'dismiss', messageId }));
  }

  /** Loads the messages before the oldest known message of a channel. */
  async loadEarlier(channelId: string): Promise<void> {
    const loading =
      this.#loading.get(channelId) ??
      this.#load(channelId).finally(() => this.#loading.delete(channelId));
    this.#loading.set(channelId, loading);
    await loading;
  }

  /** Loads earlier messages of a channel until they reach back to a message, as far as it can. */
  async loadBackTo(channelId: string, messageId: string): Promise<void> {
    for (;;) {
      const oldest = this.#oldest(channelId)?.message.id;
      if (oldest === undefined || byAge(oldest, messageId) <= 0) return;
      await this.loadEarlier(channelId);
      if (this.#oldest(channelId)?.message.id === oldest) return;
    }
  }

  #oldest(channelId: string): ShownMessage | undefined {
    return this.store.state.world?.messages[channelId]?.[0];
  }

  async #load(channelId: string): Promise<void> {
    const oldest = this.#oldest(channelId);
    if (oldest === undefined || this.#first.has(oldest.message.id)) return;
    const page = await this.session.attempt((api) => api.earlier(channelId, oldest.message.id));
    if (page === undefined) return;
    const [first = oldest] = page.messages;
    if (page.messages.length < PAGE_LENGTH) this.#first.add(first.message.id);
    this.store.update((state) => {
      const world = state.world && withEarlier(state.world, channelId, page.messages);
      return { ...state, world };
    });
  }
}
