import type { Store } from '../state/store.js';
import type { BotControls } from './bot-controls.js';
import type { Interacting } from './interacting.js';
import type { Messaging } from './messaging.js';
import type { Navigating } from './navigating.js';
import type { Session } from './session.js';
import type { Touring } from './touring.js';

/** The actions and the state for all parts of the page. */
export interface App {
  readonly store: Store;
  readonly session: Session;
  readonly messaging: Messaging;
  readonly interacting: Interacting;
  readonly navigating: Navigating;
  readonly controls: BotControls;
  readonly touring: Touring;
}
