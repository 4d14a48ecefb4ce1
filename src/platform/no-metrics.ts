import type { Metrics } from './metrics.js';

const nothing = () => undefined;

/** Counts nothing, for processes without monitoring. */
export const noMetrics: Metrics = {
  rowUsed: nothing,
  restored: nothing,
  notRestorable: nothing,
  answered: nothing,
  modelCalled: nothing,
  generationRetried: nothing,
  generationEnded: nothing,
  invalidRequest: nothing,
  requestHeldBack: nothing,
  refused: nothing,
  budgetNoticed: nothing,
  cleanedUp: nothing,
};
