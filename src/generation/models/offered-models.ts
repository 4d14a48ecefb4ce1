import type { InjectionToken } from 'tsyringe';

import type { Config } from '../../config/config.js';
import type { Prices } from '../../config/prices.js';
import { COMMON_ASPECT_RATIOS } from '../../interactions/aspect-ratios.js';
import type { OfferedModel, OfferedModels } from '../../interactions/offered-models.js';
import { picturePrices } from '../spending/cost.js';
import { abilitiesOf } from './gemini/gemini-models.js';
import { OFFLINE_MODEL } from './offline/offline-model.js';

export const OFFERED_MODELS: InjectionToken<OfferedModels> = Symbol('OfferedModels');

const OFFLINE: OfferedModel = {
  name: OFFLINE_MODEL,
  aspectRatios: COMMON_ASPECT_RATIOS,
  imageSizes: ['1K', '2K', '4K'],
  thinkingLevels: [],
};

/** The models that people can choose with this configuration, its own first. */
export function offeredModels(model: Config['model'], prices: Prices): OfferedModels {
  if (model.kind === 'offline') return [OFFLINE];
  const others = new Set(model.otherNames);
  others.delete(model.name);
  const { conversation } = model;
  const offer = (name: string) => offered(name, conversation, prices);
  return [offer(model.name), ...[...others].map(offer)];
}

function offered(name: string, conversation: boolean, prices: Prices): OfferedModel {
  const { aspectRatios, imageSizes, thinkingLevels, maxThreadPictures } = abilitiesOf(name);
  const pictures = picturePrices(prices.get(name));
  const keepsThread = conversation && maxThreadPictures !== undefined;
  return {
    name,
    aspectRatios,
    imageSizes,
    thinkingLevels,
    ...(keepsThread && { maxThreadPictures }),
    ...(pictures && { prices: pictures }),
  };
}
