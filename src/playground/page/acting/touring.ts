import type { Store } from '../state/store.js';
import { TOUR_START } from '../tour/tour-steps.js';
import { rememberTour } from './remembered.js';

/** Starting and ending the tour. */
export class Touring {
  constructor(private readonly store: Store) {}

  /** Begins at the first step. */
  start(): void {
    this.store.show({ tour: TOUR_START, drawer: 'none' });
  }

  /** Ends it, finished or not; it does not come by itself again. */
  end(): void {
    rememberTour();
    this.store.show({ tour: null });
  }
}
