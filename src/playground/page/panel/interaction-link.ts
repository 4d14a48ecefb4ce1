import { html, type TemplateResult } from 'lit';

import type { App } from '../acting/app.js';
import { isNarrow } from '../shell/window-width.js';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;

/** Text in which a click on an interaction id shows its log lines. */
export function idsMarked(app: App, text: string): TemplateResult | string {
  const found = UUID.exec(text);
  if (found === null) return text;
  const [id] = found;
  const end = found.index + id.length;
  return html`${text.slice(0, found.index)}<button
      class="interaction-id"
      type="button"
      title="Show what the log says of this interaction"
      @click=${() => app.navigating.showLogOf(id, isNarrow())}
    >
      ${id}</button
    >${text.slice(end)}`;
}
