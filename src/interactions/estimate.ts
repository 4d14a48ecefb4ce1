import { offeredModel, type OfferedModels } from './offered-models.js';
import type { Price } from './price.js';
import type { Settings } from './settings.js';

/** The size of a picture where nobody chooses one. */
export const USUAL_SIZE = '1K';

/**
 * What a request with these settings will cost, the number and the size of its pictures counted in.
 * Null where nobody knows what its model costs.
 */
export function estimateOf(settings: Settings, models: OfferedModels): Price | null {
  const { prices } = offeredModel(models, settings.model);
  const one = prices?.microDollars[settings.imageSize ?? USUAL_SIZE];
  if (prices === undefined || one === undefined) return null;
  return { microDollars: one * (settings.count ?? 1), date: prices.date };
}
