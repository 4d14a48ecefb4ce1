import '@skyra/discord-components-core/discord-action-row.js';
import '@skyra/discord-components-core/discord-attachments.js';
import '@skyra/discord-components-core/discord-code.js';
import '@skyra/discord-components-core/discord-embed-description.js';
import '@skyra/discord-components-core/discord-embed-field.js';
import '@skyra/discord-components-core/discord-embed-fields.js';
import '@skyra/discord-components-core/discord-embed-footer.js';
import '@skyra/discord-components-core/discord-mention.js';
import '@skyra/discord-components-core/discord-messages.js';
import '@skyra/discord-components-core/discord-quote.js';
import { render } from 'lit';

import type { App } from './acting/app.js';
import { BotControls } from './acting/bot-controls.js';
import { Interacting } from './acting/interacting.js';
import { followMessageLinks } from './acting/message-links.js';
import { Messaging } from './acting/messaging.js';
import { Navigating } from './acting/navigating.js';
import { hasSeenTour, rememberedTheme } from './acting/remembered.js';
import { Session } from './acting/session.js';
import { Touring } from './acting/touring.js';
import { ComposerElement } from './composer/composer-element.js';
import { acceptDrops } from './composer/drop-zone.js';
import { defineElements } from './shell/elements.js';
import { announcement } from './shell/announcer.js';
import { lightTheme, pageView } from './shell/page-view.js';
import { withoutStaleTypists } from './state/apply-change.js';
import { openingScreen } from './state/screen.js';
import { Store } from './state/store.js';
import { TOUR_START } from './tour/tour-steps.js';

const DEFAULT_PERSON = 'ann';

/** The person in the address. */
function personInAddress(): string {
  return new URLSearchParams(location.search).get('as') ?? DEFAULT_PERSON;
}

function start(root: HTMLElement, announcements: HTMLElement): void {
  defineElements();
  const token = new URLSearchParams(location.hash.slice(1)).get('token') ?? '';
  const tour = hasSeenTour() ? null : TOUR_START;
  const store = new Store({ world: null, screen: openingScreen(rememberedTheme(), tour) });
  const session = new Session(store, token, personInAddress());
  const app: App = {
    store,
    session,
    messaging: new Messaging(session, store),
    interacting: new Interacting(session, store),
    navigating: new Navigating(store),
    controls: new BotControls(session),
    touring: new Touring(store),
  };

  let isPlanned = false;
  const draw = () => {
    isPlanned = false;
    document.documentElement.classList.toggle('light', lightTheme(store.state.screen.theme));
    render(pageView(app, store.state), root);
  };
  const plan = () => {
    if (isPlanned) return;
    isPlanned = true;
    queueMicrotask(draw);
  };
  store.subscribe((after, before) => {
    plan();
    const text = announcement(before, after);
    if (text !== null) announcements.textContent = text;
  });
  matchMedia('(prefers-color-scheme: light)').addEventListener('change', plan);
  addEventListener('popstate', () => session.become(personInAddress()));
  setInterval(() => {
    store.update((state) => {
      const world = state.world && withoutStaleTypists(state.world, Date.now());
      return world === state.world ? state : { ...state, world };
    });
  }, 1000);
  acceptDrops(document.body, (files) => {
    const composer = document.querySelector('playground-composer');
    if (composer instanceof ComposerElement) composer.addFiles(files);
  });
  followMessageLinks(app);
  draw();
  session.open();
}

const root = document.querySelector<HTMLElement>('#app');
const announcements = document.querySelector<HTMLElement>('#announcements');
if (root && announcements) start(root, announcements);
