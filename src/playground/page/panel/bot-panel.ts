import { html, nothing, type TemplateResult } from 'lit';

import type { App } from '../acting/app.js';
import { elementOf, moveFocus } from '../shell/dom-events.js';
import type { PageState } from '../state/page-state.js';
import type { PanelTab } from '../state/screen.js';
import { nameOf, type World } from '../state/world.js';
import { botSection } from './bot-section.js';
import { faultSection } from './fault-section.js';
import { logSection } from './log-section.js';
import { memberSection } from './member-section.js';
import { icon } from '../shell/icons.js';

const TABS: readonly (readonly [PanelTab, string])[] = [
  ['bot', 'Bot'],
  ['log', 'Log'],
  ['members', 'Members'],
];

/** The panel on the right: the bot's process, its log, and the members. */
export function botPanel(app: App, state: PageState, world: World): TemplateResult {
  const { panelTab } = state.screen;
  const name = nameOf(world, world.botId);
  return html`<aside class="panel" aria-label="Bot panel">
    <div class="tabs">
      <div class="list" role="tablist" aria-label="${name}" @keydown=${onKey}>
        ${TABS.map(
          ([tab, title]) =>
            html`<button
              type="button"
              role="tab"
              id="tab-${tab}"
              aria-selected=${tab === panelTab ? 'true' : 'false'}
              aria-controls="panel-body"
              tabindex=${tab === panelTab ? 0 : -1}
              @click=${() => app.navigating.panelTab(tab)}
            >
              ${title}
            </button>`,
        )}
      </div>
      <button
        type="button"
        class="close only-narrow"
        aria-label="Close panel"
        @click=${() => app.navigating.drawer('none')}
      >
        ${icon('close')}
      </button>
    </div>
    <div
      id="panel-body"
      class="tab-body ${panelTab}"
      role="tabpanel"
      aria-labelledby="tab-${panelTab}"
    >
      ${
        panelTab === 'bot'
          ? html`${botSection(app, world)}
              <playground-model-choice .app=${app} .model=${world.model}></playground-model-choice>
              ${faultSection(app, world)}`
          : nothing
      }
      ${panelTab === 'log' ? logSection(app, state, world) : nothing}
      ${panelTab === 'members' ? memberSection(world, state.screen.channelId) : nothing}
    </div>
  </aside>`;
}

function onKey(event: KeyboardEvent): void {
  const tabs = elementOf(event)?.querySelectorAll<HTMLElement>('[role=tab]') ?? [];
  moveFocus(event, [...tabs])?.click();
}
