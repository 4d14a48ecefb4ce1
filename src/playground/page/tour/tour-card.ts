import { html, nothing, type TemplateResult } from 'lit';

import type { App } from '../acting/app.js';
import { isOnline } from '../state/bot-events.js';
import type { PageState } from '../state/page-state.js';
import { nameOf, type World } from '../state/world.js';
import { icon } from '../shell/icons.js';
import { isNarrow, isTouched } from '../shell/window-width.js';
import { sumText, tourSum } from './tour-sum.js';
import { THINGS } from './tour-things.js';
import { TOUR_STEPS, type TourState, type TourStep } from './tour-steps.js';

/** Writes a prompt into the composer for the person, with a photo where one is wanted. */
export type TourFill = (prompt: string, withPhoto: boolean) => void;

/** The current step of the tour. It advances when the person really does the step. */
export function tourCard(
  app: App,
  { screen }: PageState,
  world: World,
  fill: TourFill,
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
        ${tour.step === 'done' ? nothing : html`<span class="muted">${at + 1} of ${TOUR_STEPS.length}</span>`}
        ${title}
      </h2>
      <div class="text">${text}</div>
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

function contents(app: App, world: World, tour: TourState, fill: TourFill): Contents {
  const name = nameOf(world, world.botId);
  switch (tour.step) {
    case 'mention':
      return {
        title: 'Ask for a picture',
        text: html`Write <b>@${name}</b> and what you want to see, for example “a cat on the moon”.
          Then ${sending()}.`,
        action: button('Write it for me', () => fill('a cat on the moon', false)),
      };
    case 'process':
      return {
        title: 'Press ✨ Process Prompt',
        text: 'The card shows what the bot has understood. It makes the picture when you press this button.',
        action: nothing,
      };
    case 'photo':
      return {
        title: 'Give a photo a style',
        text: html`Mention <b>@${name}</b> again, this time with a photo, and ${sending()}. Then
          choose one of the 25 styles in the menu of the new card.`,
        action: button('Attach a photo for me', () => fill('', true)),
      };
    case 'kill':
      return {
        title: 'Now kill the bot',
        text: html`Press <b>Kill -9</b> in the bot panel. The process ends at once, as in a power
          cut, and starts again by itself. ${backText(world)}`,
        action: isNarrow()
          ? button('Show the panel', () => app.navigating.drawer('panel'))
          : button('Show the button', () => showKill(app)),
      };
    case 'old button':
      return {
        title: isOnline(world.bot) ? 'Press an old button' : 'It is starting again…',
        text: 'The process that made your cards has ended. Press any button on one of them: for example Process Prompt, an arrow or Edit Prompt.',
        action: nothing,
      };
    case 'more':
      return {
        title: 'Look around',
        text: html`<ul class="things">
          ${THINGS.map(([thing, act, effect]) => {
            const isTried = tour.tried.includes(thing);
            return html`<li>
              <span role="img" aria-label=${isTried ? 'Tried' : 'Not tried'}
                >${isTried ? '✅' : '▫️'}</span
              >
              <span><b>${act}</b>: ${effect}</span>
            </li>`;
          })}
        </ul>`,
        action: button('Show the result', () => app.touring.sum()),
      };
    case 'done':
      return {
        title: sumText(tourSum(tour, world)),
        text: 'The buttons of a card survive restarts, crashes and deploys. Cards are kept 30 days after their last use (RETENTION_DAYS=0: for ever). Open the page a second time to be another person, or switch on a fault in the panel.',
        action: nothing,
      };
  }
}

/** How a message is sent here. */
function sending(): TemplateResult {
  return isTouched()
    ? html`tap <span class="sign">${icon('send')}</span> at the right of the message box`
    : html`press Enter`;
}

/** How long the bot takes to come back, as it was measured at its last start. */
function backText({ bot: { backAfterKillMs } }: World): string {
  if (backAfterKillMs === null) return '';
  const seconds = Math.max(1, Math.round(backAfterKillMs / 1000));
  return `By its last start, it is back in about ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`;
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
