import type { Metrics } from './metrics.js';

const nothing = () => undefined;

/** For processes that nobody watches: counts nothing. */
export const noMetrics: Metrics = {
  rowUsed: nothing,
  restored: nothing,
  notRestorable: nothing,
  answered: nothing,
  modelCalled: nothing,
  generationRetried: nothing,
  generationEnded: nothing,
  cleanedUp: nothing,
};
