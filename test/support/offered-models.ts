import { ASPECT_RATIOS, COMMON_ASPECT_RATIOS } from '../../src/interactions/aspect-ratios.js';
import type { OfferedModels } from '../../src/interactions/offered-models.js';

/** Two models: the usual one can do everything, the other one less. */
export const OFFERED: OfferedModels = [
  {
    name: 'usual',
    aspectRatios: ASPECT_RATIOS,
    imageSizes: ['1K', '2K', '4K'],
    thinkingLevels: ['minimal', 'high'],
  },
  {
    name: 'cheap',
    aspectRatios: COMMON_ASPECT_RATIOS,
    imageSizes: ['1K'],
    thinkingLevels: [],
  },
];
