import { html, nothing, type TemplateResult } from 'lit';

import type { ShownMessage } from '../../protocol.js';
import type { App } from '../acting/app.js';
import { elementOf } from '../shell/dom-events.js';
import { icon } from '../shell/icons.js';

/** The actions of a message, shown when the pointer or the focus is on it. */
export function messageTools(
  app: App,
  { message, onlyFor }: ShownMessage,
): TemplateResult | typeof nothing {
  if (onlyFor !== null) return nothing;
  return html`<div class="tools" role="group" aria-label="Message actions">
    <button type="button" aria-label="Reply" title="Reply" @click=${() => reply(app, message.id)}>
      ${icon('reply')}
    </button>
    <button
      type="button"
      aria-label="More"
      title="More"
      aria-haspopup="menu"
      @click=${(event: Event) => openMenu(app, message.id, event)}
    >
      ${icon('more')}
    </button>
  </div>`;
}

/** Starts a reply, and focuses the composer. */
export function reply(app: App, messageId: string): void {
  app.navigating.replyTo(messageId);
  document.querySelector<HTMLElement>('#composer-text')?.focus();
}

function openMenu(app: App, messageId: string, event: Event): void {
  const place = elementOf(event)?.getBoundingClientRect();
  if (place) app.navigating.openMenu(messageId, place.right - 196, place.bottom + 4);
}
