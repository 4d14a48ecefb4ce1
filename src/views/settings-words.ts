import type { Settings } from '../interactions/settings.js';

/** Settings in small words, without those that are left to the model. */
export function settingsWords({
  model,
  aspectRatio,
  imageSize,
  thinkingLevel,
}: Settings): string[] {
  const thinking = thinkingLevel === null ? null : `${thinkingLevel} thinking`;
  return [model, aspectRatio, imageSize, thinking].filter((word) => word !== null);
}
