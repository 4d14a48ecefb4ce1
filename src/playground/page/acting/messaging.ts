import { withEarlier } from '../state/apply-change.js';
import type { Store } from '../state/store.js';
import type { Session } from './session.js';

/** Discord's clients tell at most every eight seconds that someone types. */
const TYPING_INTERVAL_MS = 8000;

/** What one page of earlier messages holds at most. */
const PAGE_LENGTH = 50;

/** Writing, reacting and deleting. */
export class Messaging {
  #typingToldAt = 0;
  /** First messages of channels: there is nothing before them. */
  readonly #first = new Set<string>();
  #isLoading = false;

  constructor(
    private readonly session: Session,
    private readonly store: Store,
  ) {}

  /** Sends a message; false when it was refused, which the person is told. */
  async send(channelId: string, content: string, files: readonly File[]): Promise<boolean> {
    const { replyTo } = this.store.state.screen;
    const reply = replyTo === null ? {} : { replyTo };
    const action = { kind: 'send', channelId, content, ...reply } as const;
    const answer = await this.session.attempt((api) => api.act(action, files));
    if (answer === undefined) return false;
    this.#typingToldAt = 0;
    this.store.show({ replyTo: null, notice: null });
    return true;
  }

  /** Tells the others that the person types, now and then. */
  async type(channelId: string): Promise<void> {
    const now = Date.now();
    if (now - this.#typingToldAt < TYPING_INTERVAL_MS) return;
    this.#typingToldAt = now;
    await this.session.attempt((api) => api.act({ kind: 'type', channelId }));
  }

  /** Puts a reaction under a message, or takes the person's own back. */
  async react(messageId: string, emoji: string, isOn: boolean): Promise<void> {
    const kind = isOn ? 'react' : 'unreact';
    await this.session.attempt((api) => api.act({ kind, messageId, emoji }));
  }

  /** Deletes a message of the person's own. */
  async remove(messageId: string): Promise<void> {
    await this.session.attempt((api) => api.act({ kind: 'deleteMessage', messageId }));
  }

  /** Hides a message that only this person sees. */
  async dismiss(messageId: string): Promise<void> {
    await this.session.attempt((api) => api.act({ kind: 'dismiss', messageId }));
  }

  /** Reads what was said before the oldest known message of a channel. */
  async loadEarlier(channelId: string): Promise<void> {
    const oldest = this.store.state.world?.messages[channelId]?.[0];
    if (oldest === undefined || this.#isLoading || this.#first.has(oldest.message.id)) return;
    this.#isLoading = true;
    const page = await this.session.attempt((api) => api.earlier(channelId, oldest.message.id));
    this.#isLoading = false;
    if (page === undefined) return;
    const [first = oldest] = page.messages;
    if (page.messages.length < PAGE_LENGTH) this.#first.add(first.message.id);
    this.store.update((state) => {
      const world = state.world && withEarlier(state.world, channelId, page.messages);
      return { ...state, world };
    });
  }
}
