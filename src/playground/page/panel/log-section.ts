import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';

import type { LogLine } from '../../protocol.js';
import type { App } from '../acting/app.js';
import { typedIn } from '../shell/dom-events.js';
import type { PageState } from '../state/page-state.js';
import type { World } from '../state/world.js';
import { detailsOf, matchingLines } from './log-filter.js';

/** More lines would make the page slow; the filter finds the others. */
const MAX_SHOWN = 300;

/** The bot's log, newest first, filtered by a typed text or a card's id. */
export function logSection(app: App, { screen }: PageState, world: World): TemplateResult {
  const { logFilter } = screen;
  const lines = matchingLines(world.log, logFilter).slice(-MAX_SHOWN).toReversed();
  return html`<div class="log-tools">
      <input
        type="search"
        aria-label="Filter the log"
        placeholder="Filter: text or interaction id"
        .value=${logFilter}
        @input=${(event: Event) => app.navigating.filterLog(typedIn(event))}
      />
      ${
        logFilter === ''
          ? nothing
          : html`<button
              type="button"
              class="button secondary"
              @click=${() => app.navigating.filterLog('')}
            >
              Clear
            </button>`
      }
    </div>
    ${
      lines.length === 0
        ? html`<p class="muted none">
            ${logFilter === '' ? 'Nothing was logged yet.' : 'No line has that.'}
          </p>`
        : nothing
    }
    <ol class="log" tabindex="0" aria-label="Log, newest first">
      ${repeat(
        lines,
        ({ number }) => number,
        (line) => logItem(app, line),
      )}
    </ol>`;
}

function logItem(app: App, line: LogLine): TemplateResult {
  const { level, text, at, interactionId } = line;
  const details = detailsOf(line);
  return html`<li class="level-${level}">
    <span class="line"
      ><time>${clockText(at)}</time> <span class="level">${level}</span>
      <span class="what">${text}</span></span
    >
    ${details === '' ? nothing : html`<span class="details">${details}</span>`}
    ${
      interactionId === null
        ? nothing
        : html`<button
            type="button"
            class="interaction-id"
            title="Only this interaction"
            aria-label="Only interaction ${interactionId}"
            @click=${() => app.navigating.filterLog(interactionId)}
          >
            ${interactionId.slice(0, 8)}
          </button>`
    }
  </li>`;
}

function clockText(at: number): string {
  return new Date(at).toLocaleTimeString('en-GB');
}
