import { html, nothing, type TemplateResult } from 'lit';

import type { App } from '../acting/app.js';
import { isOnline } from '../state/bot-events.js';
import type { PageState } from '../state/page-state.js';
import { nameOf, type World } from '../state/world.js';
import { isNarrow } from '../shell/window-width.js';
import { TOUR_STEPS, type TourState, type TourStep } from './tour-steps.js';

/** The current step of the tour. It advances when the person really does the step. */
export function tourCard(
  app: App,
  { screen }: PageState,
  world: World,
  fill: () => void,
): TemplateResult | typeof nothing {
  const { tour } = screen;
  if (tour === null) return nothing;
  const { title, text, action } = contents(app, world, tour, fill);
  const at = stepNumber(tour.step);
  return html`<section class="tour" aria-labelledby="tour-title">
    <p class="progress muted" aria-hidden="true">
      ${TOUR_STEPS.map((_, n) => html`<i class=${n < at ? 'past' : n === at ? 'now' : ''}></i>`)}
    </p>
    <div aria-live="polite">
      <h2 id="tour-title">
        ${tour.step === 'done' ? nothing : html`<span class="muted">${at + 1} of 4</span>`} ${title}
      </h2>
      <p>${text}</p>
    </div>
    <div class="actions">
      ${action}
      ${
        tour.step === 'done'
          ? html`<button type="button" class="button primary" @click=${() => app.touring.end()}>
                Finish
              </button>
              <button type="button" class="button secondary" @click=${() => app.touring.start()}>
                Once more
              </button>`
          : html`<button type="button" class="link" @click=${() => app.touring.end()}>
              Skip the tour
            </button>`
      }
    </div>
  </section>`;
}

interface Contents {
  readonly title: string;
  readonly text: string | TemplateResult;
  readonly action: TemplateResult | typeof nothing;
}

function contents(app: App, world: World, { step }: TourState, fill: () => void): Contents {
  const name = nameOf(world, world.botId);
  switch (step) {
    case 'mention':
      return {
        title: 'Ask for a picture',
        text: html`Write <b>@${name}</b> and what you would like to see, with a photo if you like,
          and press Enter.`,
        action: button('Write it for me', fill),
      };
    case 'process':
      return {
        title: 'Press ✨ Process Prompt',
        text: 'The card shows what was understood, and waits. Press its button and the picture is made.',
        action: nothing,
      };
    case 'kill':
      return {
        title: 'Now kill the bot',
        text: html`Press <b>Kill -9</b> in the bot panel: the process ends at once, as in a power
          cut. It starts again after two seconds.`,
        action: isNarrow()
          ? button('Show the panel', () => app.navigating.drawer('panel'))
          : button('Show the button', () => showKill(app)),
      };
    case 'old button':
      return {
        title: isOnline(world.bot) ? 'Press an old button' : 'It is coming back…',
        text: 'Your card was made by a process that is gone. Press any button on it all the same: edit the prompt, choose a style, make another.',
        action: nothing,
      };
    case 'done':
      return {
        title: 'It remembered 🍌',
        text: 'Nothing expires: cards go on working after a crash, a deploy, a month. Try the styles, a second person, or make something go wrong in the panel.',
        action: nothing,
      };
  }
}

function button(text: string, act: () => void): TemplateResult {
  return html`<button type="button" class="button primary" @click=${act}>${text}</button>`;
}

function showKill(app: App): void {
  app.store.show({ isPanelOpen: true, panelTab: 'bot' });
  requestAnimationFrame(() => document.querySelector<HTMLElement>('#kill')?.focus());
}

function stepNumber(step: TourStep): number {
  const at = TOUR_STEPS.findIndex((each) => each === step);
  return at === -1 ? TOUR_STEPS.length : at;
}
