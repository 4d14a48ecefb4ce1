import type { Settings } from '../interactions/settings.js';

/** Settings in small words, without those that are left to the model. */
export function settingsWords({
  model,
  aspectRatio,
  imageSize,
  thinkingLevel,
  count,
}: Settings): string[] {
  const thinking = thinkingLevel === null ? null : `${thinkingLevel} thinking`;
  const pictures = count === null || count === 1 ? null : `${count} pictures`;
  return [model, aspectRatio, imageSize, pictures, thinking].filter((word) => word !== null);
}
