import { html, nothing, type TemplateResult } from 'lit';

import type { App } from '../acting/app.js';
import { avatar } from '../shell/avatar.js';
import { isOnline, isRunning, statusText } from '../state/bot-events.js';
import { nameOf, personOf, type World } from '../state/world.js';
import { bytesText } from './amounts.js';

/** The state of the bot's process, and the buttons that start and end it. */
export function botSection(app: App, world: World): TemplateResult {
  const { bot, botId } = world;
  const name = nameOf(world, botId);
  const running = isRunning(bot);
  return html`<section aria-labelledby="bot-heading" class="bot-section">
    <div class="bot-head">
      ${avatar(personOf(world, botId), name)}
      <div>
        <h2 id="bot-heading">${name}</h2>
        <p class="state ${isOnline(bot) ? 'online' : bot.status}" role="status">
          <span class="dot" aria-hidden="true"></span> ${statusText(bot)}
        </p>
      </div>
    </div>
    <dl>
      <div>
        <dt>For</dt>
        <dd><playground-ticker .since=${bot.since}></playground-ticker></dd>
      </div>
      <div>
        <dt>Memory</dt>
        <dd>${bot.memoryBytes === null ? '–' : bytesText(bot.memoryBytes)}</dd>
      </div>
      <div>
        <dt>Process</dt>
        <dd>${bot.pid ?? '–'}</dd>
      </div>
      ${
        bot.exitCode === null || running
          ? nothing
          : html`<div>
              <dt>Exit code</dt>
              <dd>${bot.exitCode}</dd>
            </div>`
      }
    </dl>
    <div class="actions">
      ${
        running
          ? html`<button
              type="button"
              class="button secondary"
              @click=${() => app.controls.run('restart')}
            >
              Restart
            </button>`
          : html`<button
              type="button"
              class="button primary"
              @click=${() => app.controls.run('start')}
            >
              Start
            </button>`
      }
      <button
        type="button"
        class="button danger"
        id="kill"
        ?disabled=${!running}
        title="Ends the process as a power cut would; two seconds later it starts again"
        @click=${() => app.controls.run('kill')}
      >
        Kill -9
      </button>
      <button
        type="button"
        class="button secondary"
        ?disabled=${!running}
        title="Asks the process to stop; it stays stopped"
        @click=${() => app.controls.run('stop')}
      >
        Stop
      </button>
    </div>
  </section>`;
}
