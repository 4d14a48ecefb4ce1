import { html, nothing, type TemplateResult } from 'lit';

import type { Sample } from '../../protocol.js';
import { placeBeside } from '../shell/place-beside.js';
import { icon } from '../shell/icons.js';

/** A button that opens the sample photos; one click adds one to the message. */
export function sampleTray(
  samples: readonly Sample[],
  pick: (sample: Sample) => void,
): TemplateResult | typeof nothing {
  if (samples.length === 0) return nothing;
  const choose = (sample: Sample): void => {
    document.querySelector<HTMLElement>('#sample-tray')?.hidePopover();
    pick(sample);
  };
  return html`<button
      class="samples"
      type="button"
      popovertarget="sample-tray"
      aria-label="Sample photos"
      title="Sample photos"
    >
      ${icon('image')}
    </button>
    <div id="sample-tray" popover @toggle=${place}>
      <div class="heading">Photos to try with</div>
      <div class="tray">
        ${samples.map(
          (sample) =>
            html`<button type="button" @click=${() => choose(sample)}>
              <img src=${sample.url} alt="" loading="lazy" />${sample.title}
            </button>`,
        )}
      </div>
    </div>`;
}

function place({ target }: Event): void {
  const tray = target instanceof HTMLElement ? target : null;
  const button = document.querySelector<HTMLElement>('button.samples');
  if (button && tray?.matches(':popover-open')) placeBeside(tray, button);
}
