import { html, type TemplateResult } from 'lit';

import type { FaultName } from '../../protocol.js';
import type { App } from '../acting/app.js';
import type { World } from '../state/world.js';
import { durationText } from './amounts.js';

const FAULTS: readonly (readonly [FaultName, string, string])[] = [
  ['slowStorage', 'Slow storage', 'The database is locked most of the time.'],
  ['slowModel', 'Slow model', 'A picture takes 15 seconds longer.'],
  ['promptBlocked', 'Model blocks the prompt', 'It refuses what was asked for.'],
  ['outputBlocked', 'Model withholds its picture', 'It is made, and then blocked.'],
  ['modelOverloaded', 'Model overloaded', '429: “call me again in 5 seconds”.'],
  ['discordErrors', 'Discord stumbles', 'Every second request is answered with 500.'],
  ['discordRateLimits', 'Discord limits', 'One message or edit in two seconds.'],
  ['slowLine', 'Slow line', 'A picture of 1 MB takes 15 seconds to Discord.'],
];

/** The switches of faults, and the two one-time actions. */
export function faultSection(app: App, { faults, clock }: World): TemplateResult {
  const ahead = clock.offsetMs > 0 ? ` (${durationText(clock.offsetMs)} ahead)` : '';
  return html`<section aria-labelledby="fault-heading">
    <h3 id="fault-heading">What can go wrong</h3>
    <ul class="faults">
      ${FAULTS.map(([fault, name, what]) => {
        const on = faults[fault];
        return html`<li>
          <button
            type="button"
            role="switch"
            aria-checked=${on ? 'true' : 'false'}
            @click=${() => app.controls.setFault(fault, !on)}
          >
            <span class="words"><span>${name}</span> <span class="muted">${what}</span></span>
            <span class="track" aria-hidden="true"></span>
          </button>
        </li>`;
      })}
    </ul>
    <div class="actions once">
      <button
        type="button"
        class="button secondary"
        title="After 15 minutes Discord’s interaction tokens are dead"
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
