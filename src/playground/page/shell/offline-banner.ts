import { html, nothing, type TemplateResult } from 'lit';

import type { App } from '../acting/app.js';
import { isOnline } from '../state/bot-events.js';
import type { PageState } from '../state/page-state.js';
import { nameOf, type World } from '../state/world.js';
import { icon } from './icons.js';

/** The banners above the composer while something is wrong. */
export function banners(app: App, { screen }: PageState, world: World): TemplateResult {
  return html`<div class="banners">
    ${
      screen.connection === 'lost'
        ? html`<p class="banner warn" role="status">
            The playground cannot be reached. This page connects again by itself; what you have
            typed is kept.
          </p>`
        : nothing
    }
    ${screen.connection === 'lost' || isOnline(world.bot) ? nothing : offline(app, world)}
    ${
      screen.notice === null
        ? nothing
        : html`<p class="banner problem" role="alert">
            <span>${screen.notice}</span>
            <button type="button" aria-label="Dismiss" @click=${() => app.navigating.notice(null)}>
              ${icon('close')}
            </button>
          </p>`
    }
  </div>`;
}

function offline(app: App, world: World): TemplateResult {
  const name = nameOf(world, world.botId);
  const { status, exitCode } = world.bot;
  const start = html`<button
    type="button"
    class="button primary"
    @click=${() => app.controls.run('start')}
  >
    Start
  </button>`;
  switch (status) {
    case 'killed':
      return line(`${name} was killed. Its cards stay. It starts again by itself.`);
    case 'starting':
      return line(`${name} is starting…`);
    case 'stopping':
      return line(`${name} is stopping: it finishes what is under way.`);
    case 'ready':
      return line(`${name} has lost its connection and is connecting again…`);
    case 'crashed':
      return line(`${name} ended by itself (exit code ${exitCode ?? '?'}).`, start);
    case 'stopped':
      return line(`${name} is offline. Its cards stay as they are.`, start);
  }
}

function line(text: string, action: TemplateResult | typeof nothing = nothing): TemplateResult {
  return html`<p class="banner offline" role="status">
    <span class="dot" aria-hidden="true"></span> <span>${text}</span> ${action}
  </p>`;
}
