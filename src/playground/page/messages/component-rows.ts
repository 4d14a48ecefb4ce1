import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type {
  APIButtonComponent,
  APIComponentInMessageActionRow,
  APIMessage,
} from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';

import type { App } from '../acting/app.js';
import type { ComponentUse } from '../state/component-use.js';
import { emojiText } from './emoji-text.js';
import { messageLink } from './message-link.js';

const STYLES: Readonly<Record<number, string>> = {
  [ButtonStyle.Primary]: 'primary',
  [ButtonStyle.Secondary]: 'secondary',
  [ButtonStyle.Success]: 'success',
  [ButtonStyle.Danger]: 'danger',
};

/** The buttons and selects of a message. Those that wait for an answer show a spinner. */
export function componentRows(
  app: App,
  message: APIMessage,
  pending: readonly ComponentUse[],
): TemplateResult | typeof nothing {
  const rows = (message.components ?? []).filter((row) => row.type === ComponentType.ActionRow);
  if (rows.length === 0) return nothing;
  const isBusy = (customId: string) => {
    return pending.some((use) => use.messageId === message.id && use.customId === customId);
  };
  return html`<div class="rows" slot="components">
    ${rows.map(
      (row) =>
        html`<discord-action-row role="group" aria-label="Actions">
          ${repeat(row.components, idOf, (component) => {
            if (component.type === ComponentType.Button) {
              return button(app, message.id, component, isBusy);
            }
            if (component.type !== ComponentType.StringSelect) return nothing;
            return html`<playground-select
              .data=${component}
              .isBusy=${isBusy(component.custom_id)}
              .choose=${(values: string[]) =>
                app.interacting.select(message.id, component.custom_id, values)}
            ></playground-select>`;
          })}
        </discord-action-row>`,
    )}
  </div>`;
}

/** A component keeps its element, and with it the focus, wherever it moves to. */
function idOf(component: APIComponentInMessageActionRow, index: number): string {
  return 'custom_id' in component ? component.custom_id : String(index);
}

function button(
  app: App,
  messageId: string,
  data: APIButtonComponent,
  isBusy: (customId: string) => boolean,
): TemplateResult | typeof nothing {
  const emoji = 'emoji' in data ? emojiText(data.emoji) : '';
  const label = 'label' in data ? (data.label ?? '') : '';
  if (data.style === ButtonStyle.Link) {
    return html`<a
      class="button secondary"
      href=${data.url}
      target="_blank"
      rel="noopener noreferrer"
      ><span class="face"
        >${emoji} ${label}
        ${
          messageLink(data.url) === null
            ? html`<span role="img" aria-label="opens elsewhere">↗</span>`
            : nothing
        }</span
      ></a
    >`;
  }
  if (!('custom_id' in data)) return nothing;
  const busy = isBusy(data.custom_id);
  return html`<button
    class="button ${STYLES[data.style] ?? 'secondary'} ${busy ? 'busy' : ''}"
    type="button"
    data-custom-id=${data.custom_id}
    aria-label=${label === '' ? spoken(emoji) : label}
    aria-busy=${busy ? 'true' : 'false'}
    ?disabled=${data.disabled === true}
    @click=${() => app.interacting.click(messageId, data.custom_id)}
  >
    <span class="face"
      >${emoji === '' ? nothing : html`<span class="emoji" aria-hidden="true">${emoji}</span>`}
      ${label}</span
    >
    ${busy ? html`<span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>` : nothing}
  </button>`;
}

/** What emoji on buttons without words say to who does not see them. */
const SPOKEN: Readonly<Record<string, string>> = {
  '⬅️': 'Left ⬅️',
  '➡️': 'Right ➡️',
  '⚙️': 'Settings ⚙️',
};

function spoken(emoji: string): string {
  return SPOKEN[emoji] ?? emoji;
}
