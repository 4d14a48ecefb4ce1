import { html, type TemplateResult } from 'lit';

import type { App } from '../acting/app.js';
import { FAULTS, SMALL_BUDGET } from '../state/faults.js';
import type { World } from '../state/world.js';
import { durationText } from './amounts.js';

/** The switches of faults, and the two one-time actions. */
export function faultSection(app: App, { faults, clock, bot }: World): TemplateResult {
  const ahead = clock.offsetMs > 0 ? ` (${durationText(clock.offsetMs)} ahead)` : '';
  return html`<section aria-labelledby="fault-heading">
    <h3 id="fault-heading">What can go wrong</h3>
    <ul class="faults">
      ${FAULTS.map(({ name, title, what }) => {
        const on = faults[name];
        return switchItem({ title, what, on }, () => void app.controls.setFault(name, !on));
      })}
      ${switchItem(
        { ...SMALL_BUDGET, on: bot.hasSmallBudget },
        () => void app.controls.setBudget(!bot.hasSmallBudget),
      )}
    </ul>
    <div class="actions once">
      <button
        type="button"
        class="button secondary"
        title="After 15 minutes, Discord’s tokens of clicks are no longer valid"
        @click=${() => app.controls.run('advanceClock')}
      >
        Clock + 15 min${ahead}
      </button>
      <button
        type="button"
        class="button secondary"
        title="Cuts the bot’s connection to Discord"
        @click=${() => app.controls.run('dropGateway')}
      >
        Drop gateway
      </button>
    </div>
  </section>`;
}

interface Switch {
  readonly title: string;
  readonly what: string;
  readonly on: boolean;
}

function switchItem({ title, what, on }: Switch, turn: () => void): TemplateResult {
  return html`<li>
    <button type="button" role="switch" aria-checked=${on ? 'true' : 'false'} @click=${turn}>
      <span class="words"><span>${title}</span> <span class="muted">${what}</span></span>
      <span class="track" aria-hidden="true"></span>
    </button>
  </li>`;
}
