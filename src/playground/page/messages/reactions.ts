import type { APIReaction } from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';

import type { App } from '../acting/app.js';

/** The reactions under a message; a click adds or removes the person's own. */
export function reactions(
  app: App,
  messageId: string,
  list: readonly APIReaction[],
): TemplateResult | typeof nothing {
  if (list.length === 0) return nothing;
  return html`<div class="reactions" role="group" aria-label="Reactions">
    ${list.map(({ emoji, count, me }) => {
      const name = emoji.name ?? '';
      return html`<button
        class="reaction"
        type="button"
        aria-pressed=${me ? 'true' : 'false'}
        aria-label="${name}, ${count} ${count === 1 ? 'reaction' : 'reactions'}"
        @click=${() => app.messaging.react(messageId, name, !me)}
      >
        <span aria-hidden="true">${name}</span> ${count}
      </button>`;
    })}
  </div>`;
}
