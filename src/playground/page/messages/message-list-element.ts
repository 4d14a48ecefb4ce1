import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';

import type { App } from '../acting/app.js';
import type { PageState } from '../state/page-state.js';
import { channelOf, type World } from '../state/world.js';
import { emptyChannel } from './empty-channel.js';
import { isSamePlace, newsBetween } from './list-news.js';
import { FreshChanges } from './fresh-changes.js';
import { LastFrames } from './last-frames.js';
import { messageItem } from './message.js';
import { timeline, type TimelineItem } from './timeline.js';
import { momentText } from './timestamp-text.js';

/** The list scrolls to new messages when it is this close to its end, in pixels. */
const NEAR = 120;

/**
 * The messages of the open channel. The list stays at its end until the person scrolls up; a
 * message of their own, or the answer to their command, brings it back there.
 */
export class MessageListElement extends LitElement {
  static override properties = {
    state: { attribute: false },
    isAway: { state: true },
    newsBelow: { state: true },
  };

  declare app: App;
  declare state: PageState;
  declare isAway: boolean;
  /** What has come below the visible part, as its button says it; null: nothing. */
  declare newsBelow: string | null;
  #isFollowing = true;
  /** The list when it was last scrolled or brought to its end, in pixels. */
  #last = { top: 0, height: 0, visible: 0 };
  /** The person turns the wheel or moves a finger, which scrolls nothing where there is no way. */
  readonly #gestures = new LastFrames();
  /** Its height before the update. */
  #height = 0;
  readonly #changes = new FreshChanges();
  readonly #resized = new ResizeObserver(() => this.#follow());

  constructor() {
    super();
    this.isAway = false;
    this.newsBelow = null;
  }

  protected override createRenderRoot(): this {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
    this.#changes.disconnect();
  }

  protected override firstUpdated(): void {
    const list = this.querySelector('.messages ol');
    if (!list) return;
    this.#resized.observe(list);
    this.#changes.observe(list);
    const scroller = this.#scroller();
    if (scroller) this.#resized.observe(scroller);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('state');
    // It is also updated for its own button.
    if (before && !isSamePlace(before, this.state)) this.#returnToEnd();
    else if (before && newsBetween(before, this.state).isOwnDoing) this.#returnToEnd();
    this.#height = this.#scroller()?.scrollHeight ?? 0;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get('state');
    this.#keepPlace(before);
    this.#follow();
    if (before && isSamePlace(before, this.state)) this.#noteNews(before);
    const { highlighted } = this.state.screen;
    if (highlighted !== null && highlighted !== before?.screen.highlighted) {
      this.#isFollowing = false;
      const found = this.querySelector(`[data-message-id="${highlighted.messageId}"]`);
      found?.scrollIntoView({ block: 'center' });
      found?.querySelector('article')?.focus({ preventScroll: true });
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const { world, screen } = this.state;
    const channel = world && channelOf(world, screen.channelId);
    if (!world || !channel) return nothing;
    const items = timeline(world, channel.id);
    return html`<div
        class="messages"
        tabindex="0"
        role="region"
        aria-label="Messages in ${channel.name}"
        @scroll=${this.#onScroll}
        @wheel=${this.#onGesture}
        @touchmove=${this.#onGesture}
      >
        ${emptyChannel(
          world,
          channel,
          items.every(({ kind }) => kind !== 'message'),
        )}
        <ol>
          ${repeat(items, keyOf, (item) => this.#item(world, item))}
        </ol>
      </div>
      ${
        this.isAway || this.newsBelow !== null
          ? html`<button
              class="to-end ${this.newsBelow === null ? '' : 'news'}"
              type="button"
              @click=${this.#toEnd}
            >
              ${this.newsBelow ?? 'Jump to present'} ↓
            </button>`
          : nothing
      }`;
  }

  #item(world: World, item: TimelineItem): TemplateResult {
    switch (item.kind) {
      case 'message':
        return messageItem(this.app, this.state, world, item.shown, item.isContinued);
      case 'event':
        return html`<li class="bot-event ${item.event.kind}">
          <span>${item.event.text}</span> <time>${momentText(item.event.at, Date.now())}</time>
        </li>`;
      case 'day':
        return html`<li class="day"><span>${dayText(item.at)}</span></li>`;
    }
  }

  #scroller(): HTMLElement | null {
    return this.querySelector<HTMLElement>('.messages');
  }

  readonly #onGesture = {
    passive: true,
    handleEvent: (): void => {
      this.#gestures.note();
    },
  };

  readonly #onScroll = (): void => {
    const scroller = this.#scroller();
    if (!scroller) return;
    const { scrollTop, scrollHeight, clientHeight } = scroller;
    const below = scrollHeight - scrollTop - clientHeight;
    const { top, height, visible } = this.#last;
    // The browser moves a list that shrinks, too. Only a person scrolls one that stays as it is.
    const isSame = scrollHeight === height && clientHeight === visible;
    if (this.#changes.isFresh && !this.#gestures.hasAny) this.#follow();
    else if (below < NEAR) this.#returnToEnd();
    else if (isSame && scrollTop < top) this.#isFollowing = false;
    this.#last = { top: scroller.scrollTop, height: scrollHeight, visible: clientHeight };
    this.isAway = below > clientHeight;
    const { channelId } = this.state.screen;
    if (scrollTop < NEAR && scrollHeight > clientHeight && channelId !== null) {
      void this.app.messaging.loadEarlier(channelId);
    }
  };

  readonly #toEnd = (): void => {
    this.#returnToEnd();
    this.#follow();
  };

  #returnToEnd(): void {
    this.#isFollowing = true;
    this.newsBelow = null;
  }

  #follow(): void {
    const scroller = this.#scroller();
    if (!scroller || !this.#isFollowing) return;
    scroller.scrollTop = scroller.scrollHeight;
    const { scrollTop: top, scrollHeight: height, clientHeight: visible } = scroller;
    this.#last = { top, height, visible };
  }

  /** Remembers that something has come which the person has to scroll down to. */
  #noteNews(before: PageState): void {
    if (this.#isFollowing) return;
    const end = this.#scroller()?.getBoundingClientRect().bottom ?? 0;
    const below = newsBetween(before, this.state).byOthers.find(({ message: { id } }) => {
      const item = this.querySelector(`[data-message-id="${id}"]`);
      return item !== null && item.getBoundingClientRect().bottom > end;
    });
    if (!below) return;
    const isAnswer = below.message.author.id === this.state.world?.botId;
    this.newsBelow = isAnswer ? 'New answer' : 'New message';
  }

  /** Keeps the scroll position when earlier messages are added above. */
  #keepPlace(before: PageState | undefined): void {
    const { world, screen } = this.state;
    const scroller = this.#scroller();
    const id = screen.channelId ?? '';
    const first = world?.messages[id]?.[0];
    const firstBefore = before?.world?.messages[id]?.[0];
    if (!scroller || !firstBefore || firstBefore.message.id === first?.message.id) return;
    if (!this.#isFollowing) scroller.scrollTop += scroller.scrollHeight - this.#height;
  }
}

function keyOf(item: TimelineItem): string {
  switch (item.kind) {
    case 'message':
      return item.shown.message.id;
    case 'event':
      return `${item.event.text} ${item.event.at}`;
    case 'day':
      return `day ${item.at}`;
  }
}

function dayText(at: number): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' }).format(at);
}
