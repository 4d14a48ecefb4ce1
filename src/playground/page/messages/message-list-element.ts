import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';

import type { App } from '../acting/app.js';
import type { PageState } from '../state/page-state.js';
import { channelOf, type World } from '../state/world.js';
import { emptyChannel } from './empty-channel.js';
import { messageItem } from './message.js';
import { timeline, type TimelineItem } from './timeline.js';
import { momentText } from './timestamp-text.js';

/** The list scrolls to new messages when it is this close to its end, in pixels. */
const NEAR = 120;

/** The messages of the open channel. The list scrolls to new messages while it is at its end. */
export class MessageListElement extends LitElement {
  static override properties = { state: { attribute: false }, isAway: { state: true } };

  declare app: App;
  declare state: PageState;
  declare isAway: boolean;
  #isFollowing = true;
  #height = 0;
  #top = 0;
  readonly #resized = new ResizeObserver(() => this.#follow());

  constructor() {
    super();
    this.isAway = false;
  }

  protected override createRenderRoot(): this {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
  }

  protected override firstUpdated(): void {
    const list = this.querySelector('.messages ol');
    if (list) this.#resized.observe(list);
    const scroller = this.#scroller();
    if (scroller) this.#resized.observe(scroller);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('state');
    if (before?.screen.channelId !== this.state.screen.channelId) this.#isFollowing = true;
    this.#height = this.#scroller()?.scrollHeight ?? 0;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get('state');
    this.#keepPlace(before);
    this.#follow();
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
        this.isAway
          ? html`<button class="to-end" type="button" @click=${this.#toEnd}>
              Jump to present ↓
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

  readonly #onScroll = (): void => {
    const scroller = this.#scroller();
    if (!scroller) return;
    const { scrollTop, scrollHeight, clientHeight } = scroller;
    const below = scrollHeight - scrollTop - clientHeight;
    // A list that has grown is not one that somebody has scrolled up.
    if (below < NEAR) this.#isFollowing = true;
    else if (scrollTop < this.#top) this.#isFollowing = false;
    this.#top = scrollTop;
    this.isAway = below > clientHeight;
    const { channelId } = this.state.screen;
    if (scrollTop < NEAR && scrollHeight > clientHeight && channelId !== null) {
      void this.app.messaging.loadEarlier(channelId);
    }
  };

  readonly #toEnd = (): void => {
    this.#isFollowing = true;
    this.#follow();
  };

  #follow(): void {
    const scroller = this.#scroller();
    if (scroller && this.#isFollowing) scroller.scrollTop = scroller.scrollHeight;
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
      return `${item.event.kind} ${item.event.at}`;
    case 'day':
      return `day ${item.at}`;
  }
}

function dayText(at: number): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' }).format(at);
}
