import type { Store } from '../state/store.js';
import { TOUR_START } from '../tour/tour-steps.js';
import { rememberTour } from './remembered.js';

/** Starts and ends the tour. */
export class Touring {
  constructor(private readonly store: Store) {}

  /** Starts at the first step. */
  start(): void {
    this.store.show({ tour: TOUR_START, drawer: 'none' });
  }

  /** Shows what has happened during the tour. */
  sum(): void {
    const { tour } = this.store.state.screen;
    if (tour) this.store.show({ tour: { ...tour, step: 'done' } });
  }

  /** Ends the tour, finished or not. It is not offered again. */
  end(): void {
    rememberTour();
    this.store.show({ tour: null });
  }
}
