import type { Settings } from '../interactions/settings.js';
import { pictures, thinking } from './words/cards.js';

/** Settings in small words, without those that are left to the model. */
export function settingsWords({
  model,
  aspectRatio,
  imageSize,
  thinkingLevel,
  count,
}: Settings): string[] {
  return [
    model,
    aspectRatio,
    imageSize,
    count === null || count === 1 ? null : pictures(count),
    thinkingLevel === null ? null : thinking(thinkingLevel),
  ].filter((word) => word !== null);
}
