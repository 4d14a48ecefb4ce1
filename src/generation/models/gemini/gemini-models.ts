import type { Picture } from '../../../imaging/picture.js';
import type { Settings } from '../../../interactions/settings.js';

/** The abilities of one Gemini image model. */
export interface GeminiAbilities {
  /** Accepted values of `imageConfig.aspectRatio`, width first. */
  readonly aspectRatios: readonly string[];
  /** Accepted values of `imageConfig.imageSize`; empty if the field must not be sent. */
  readonly imageSizes: readonly string[];
  /** The maximum of pictures in one request. */
  readonly maxReferencePictures: number;
}

const TEN_RATIOS = [
  '1:1',
  '2:3',
  '3:2',
  '3:4',
  '4:3',
  '4:5',
  '5:4',
  '9:16',
  '16:9',
  '21:9',
] as const;
const FOURTEEN_RATIOS = [...TEN_RATIOS, '1:4', '4:1', '1:8', '8:1'] as const;

export const DEFAULT_GEMINI_MODEL = 'gemini-nano-banana-2.1';

/** The known models and their abilities, from Google's model pages as of November 2026. */
export const GEMINI_MODELS: ReadonlyMap<string, GeminiAbilities> = new Map([
  [
    DEFAULT_GEMINI_MODEL,
    { aspectRatios: FOURTEEN_RATIOS, imageSizes: ['1K', '2K', '4K'], maxReferencePictures: 14 },
  ],
  [
    'gemini-3.1-flash-image',
    {
      aspectRatios: FOURTEEN_RATIOS,
      imageSizes: ['512', '1K', '2K', '4K'],
      maxReferencePictures: 14,
    },
  ],
  [
    'gemini-3-pro-image',
    { aspectRatios: TEN_RATIOS, imageSizes: ['1K', '2K', '4K'], maxReferencePictures: 14 },
  ],
  [
    'gemini-3.1-flash-lite-image',
    { aspectRatios: TEN_RATIOS, imageSizes: ['1K'], maxReferencePictures: 14 },
  ],
  ['gemini-2.5-flash-image', { aspectRatios: TEN_RATIOS, imageSizes: [], maxReferencePictures: 3 }],
]);

/** What every model of the family can do. It makes models work that the table does not have yet. */
const LEAST: GeminiAbilities = {
  aspectRatios: TEN_RATIOS,
  imageSizes: [],
  maxReferencePictures: 3,
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
  const wanted = aspectRatio === null ? shape : valueOf(aspectRatio);
  const size = imageSize !== null && imageSizes.includes(imageSize) ? imageSize : USUAL_SIZE;
  return {
    ...(imageSizes.includes(size) && { imageSize: size }),
    ...(wanted !== null && { aspectRatio: nearestAspectRatio(aspectRatios, wanted) }),
  };
}

const USUAL_SIZE = '1K';

/** The aspect ratio in the list that is nearest to width ÷ height. */
export function nearestAspectRatio(aspectRatios: readonly string[], aspect: number): string {
  const distance = (ratio: string) => Math.abs(Math.log(valueOf(ratio) / aspect));
  return aspectRatios.reduce((best, ratio) => (distance(ratio) < distance(best) ? ratio : best));
}

/** `16:9` as a number. */
function valueOf(ratio: string): number {
  const [width = 1, height = 1] = ratio.split(':').map(Number);
  return width / height;
}
