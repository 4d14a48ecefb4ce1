import { html, nothing, type TemplateResult } from 'lit';

import type { App } from '../acting/app.js';
import { ComposerElement } from '../composer/composer-element.js';
import { typingLine } from '../messages/typing-line.js';
import { botPanel } from '../panel/bot-panel.js';
import type { PageState } from '../state/page-state.js';
import { nameOf, type World } from '../state/world.js';
import { tourCard } from '../tour/tour-card.js';
import { channelHeader } from './channel-header.js';
import { channelList } from './channel-list.js';
import { guildList } from './guild-list.js';
import { banners } from './offline-banner.js';

/** The whole page. */
export function pageView(app: App, state: PageState): TemplateResult {
  const { world, screen } = state;
  if (screen.connection === 'refused') return refusedView(screen.notice);
  if (!world) return html`<main class="opening"><p>Opening the playground…</p></main>`;
  const isLight = lightTheme(screen.theme);
  const classes = [
    'page',
    `drawer-${screen.drawer}`,
    screen.isPanelOpen ? 'with-panel' : 'without-panel',
    screen.tour ? `tour-at-${screen.tour.step.replace(' ', '-')}` : '',
  ];
  return html`<nav aria-label="Shortcuts">
      <a class="skip" href="#composer" @click=${toComposer}>Skip to the message box</a>
    </nav>
    <div class=${classes.join(' ')}>
      <div class="scrim" @click=${() => app.navigating.drawer('none')}></div>
      <div class="navigation" @keydown=${(event: KeyboardEvent) => closeOnEscape(app, event)}>
        ${guildList(app, world, screen)} ${channelList(app, world, screen)}
      </div>
      <main class="chat">
        ${channelHeader(app, world, screen)}
        <discord-messages no-background ?light-theme=${isLight} .lightTheme=${isLight}>
          <playground-message-list .app=${app} .state=${state}></playground-message-list>
        </discord-messages>
        ${banners(app, state, world)}
        ${tourCard(app, state, world, (prompt, withPhoto) => fillForTour(world, prompt, withPhoto))}
        <playground-composer id="composer" .app=${app} .state=${state}></playground-composer>
        ${typingLine(world, screen.channelId ?? '')}
        <playground-message-menu .app=${app} .state=${state}></playground-message-menu>
        <div class="drop-overlay" aria-hidden="true"><p>Drop pictures to send them here</p></div>
      </main>
      ${screen.isPanelOpen ? botPanel(app, state, world) : nothing}
    </div>
    <playground-picture-dialog .app=${app} .picture=${screen.enlarged}></playground-picture-dialog>
    <playground-modal-dialog .app=${app} .state=${state}></playground-modal-dialog>`;
}

/** Whether the page is light, by the person's choice or their system's. */
export function lightTheme(theme: PageState['screen']['theme']): boolean {
  return theme === 'system'
    ? matchMedia('(prefers-color-scheme: light)').matches
    : theme === 'light';
}

function refusedView(notice: string | null): TemplateResult {
  return html`<main class="opening">
    <h1>The playground did not let this page in</h1>
    <p>${notice}</p>
    <p>Open the whole address that <code>npm run demo</code> printed, with the token at its end.</p>
  </main>`;
}

function toComposer(event: Event): void {
  event.preventDefault();
  const composer = document.querySelector('#composer');
  // Instead of the box there may be the form of a command.
  const field =
    composer?.querySelector('textarea') ?? composer?.querySelector('input, select, button');
  if (field instanceof HTMLElement) field.focus();
}

function closeOnEscape(app: App, { key }: KeyboardEvent): void {
  if (key === 'Escape') app.navigating.drawer('none');
}

/** Fills in a message of the tour; the person sends it. */
function fillForTour(world: World, prompt: string, withPhoto: boolean): void {
  const composer = document.querySelector('playground-composer');
  if (!(composer instanceof ComposerElement)) return;
  composer.write(`@${nameOf(world, world.botId)} ${prompt}`);
  const [sample] = world.samples;
  if (withPhoto && sample && composer.chosen.length === 0) composer.pickSample(sample);
  composer.querySelector('textarea')?.focus();
}
