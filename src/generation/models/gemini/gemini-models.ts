import type { ThinkingLevel } from '@google/genai';

import type { Picture } from '../../../imaging/picture.js';
import {
  ASPECT_RATIOS,
  aspectOf,
  COMMON_ASPECT_RATIOS,
  nearestAspectRatio,
} from '../../../interactions/aspect-ratios.js';
import { USUAL_SIZE } from '../../../interactions/estimate.js';
import type { OfferedModel } from '../../../interactions/offered-models.js';
import type { Settings } from '../../../interactions/settings.js';

/** The abilities of one Gemini image model. */
export interface GeminiAbilities extends Omit<OfferedModel, 'name' | 'prices'> {
  /** The maximum of pictures in one request. */
  readonly maxReferencePictures: number;
}

export const DEFAULT_GEMINI_MODEL = 'gemini-nano-banana-2.1';

/** The known models and their abilities, from Google's model pages as of November 2026. */
export const GEMINI_MODELS: ReadonlyMap<string, GeminiAbilities> = new Map([
  [
    DEFAULT_GEMINI_MODEL,
    {
      aspectRatios: ASPECT_RATIOS,
      imageSizes: ['1K', '2K', '4K'],
      thinkingLevels: ['minimal', 'medium', 'high'],
      maxReferencePictures: 14,
      maxThreadPictures: 14,
    },
  ],
  [
    'gemini-3.1-flash-image',
    {
      aspectRatios: ASPECT_RATIOS,
      imageSizes: ['512', '1K', '2K', '4K'],
      thinkingLevels: ['minimal', 'high'],
      maxReferencePictures: 14,
      maxThreadPictures: 14,
    },
  ],
  [
    'gemini-3-pro-image',
    {
      aspectRatios: COMMON_ASPECT_RATIOS,
      imageSizes: ['1K', '2K', '4K'],
      thinkingLevels: [],
      maxReferencePictures: 14,
      maxThreadPictures: 14,
    },
  ],
  [
    'gemini-3.1-flash-lite-image',
    {
      aspectRatios: COMMON_ASPECT_RATIOS,
      imageSizes: ['1K'],
      thinkingLevels: ['minimal', 'high'],
      maxReferencePictures: 14,
      maxThreadPictures: 14,
    },
  ],
  [
    'gemini-2.5-flash-image',
    {
      aspectRatios: COMMON_ASPECT_RATIOS,
      imageSizes: [],
      thinkingLevels: [],
      maxReferencePictures: 3,
    },
  ],
]);

/**
 * What every model of the family can do that is to come. It makes models work that the table does
 * not have yet.
 */
const LEAST: GeminiAbilities = {
  aspectRatios: COMMON_ASPECT_RATIOS,
  imageSizes: [],
  thinkingLevels: [],
  maxReferencePictures: 3,
  maxThreadPictures: 3,
};

/** The abilities of a known or unknown model. */
export function abilitiesOf(model: string): GeminiAbilities {
  return GEMINI_MODELS.get(model) ?? LEAST;
}

/**
 * Builds `imageConfig` from the person's choices. A choice that the model cannot do is replaced
 * with the nearest one. Without a choice, a single picture keeps its aspect ratio; else the model
 * chooses.
 */
export function imageConfigOf(
  { aspectRatios, imageSizes }: GeminiAbilities,
  { aspectRatio, imageSize }: Settings,
  pictures: readonly Pick<Picture, 'width' | 'height'>[],
): { imageSize?: string; aspectRatio?: string } {
  const [only] = pictures;
  const shape = pictures.length === 1 && only ? only.width / only.height : null;
  const wanted = aspectRatio === null ? shape : aspectOf(aspectRatio);
  const size = imageSize !== null && imageSizes.includes(imageSize) ? imageSize : USUAL_SIZE;
  return {
    ...(imageSizes.includes(size) && { imageSize: size }),
    ...(wanted !== null && { aspectRatio: nearestAspectRatio(aspectRatios, wanted) }),
  };
}

/**
 * Builds `thinkingConfig` from the person's choice, which the API takes in capitals; null where the
 * model decides.
 */
export function thinkingConfigOf(
  { thinkingLevels }: GeminiAbilities,
  { thinkingLevel }: Settings,
): { thinkingLevel: ThinkingLevel } | null {
  if (thinkingLevel === null || !thinkingLevels.includes(thinkingLevel)) return null;
  const level = thinkingLevel.toUpperCase();
  return isThinkingLevel(level) ? { thinkingLevel: level } : null;
}

/** The values of the SDK's enum. Loading the SDK for them takes long. */
function isThinkingLevel(text: string): text is ThinkingLevel {
  return /^(?:MINIMAL|LOW|MEDIUM|HIGH)$/.test(text);
}
