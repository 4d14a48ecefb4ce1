import type { Picture } from '../picture.js';
import { accents } from './accents.js';
import { change, open, type Canvas } from './canvas.js';
import { collage } from './collage.js';
import type { Effect } from './effect.js';
import { EFFECTS } from './effects.js';
import { seededRandom } from './random.js';
import { scene } from './scene.js';

const JPEG_QUALITY = 86;
/** How strong the marks of the prompt are where an effect does not change the picture as well. */
const ACCENTS_ALONE = 1;
const ACCENTS_UNDER_EFFECT = 0.4;

/** What is to be drawn. */
export interface Drawing {
  /** Decides forms and colors; it is not understood. */
  readonly prompt: string;
  /** Put together into one; without any, a landscape is drawn. */
  readonly pictures: readonly Picture[];
  /** The key of an effect; null or a key without effect: none. */
  readonly styleKey: string | null;
  /** Width ÷ height, to which the drawing is cut; as it comes by default. */
  readonly aspect?: number;
  /** Another number decides other forms and colors for the same prompt; 0 by default. */
  readonly variant?: number;
}

/**
 * Draws a picture. The same drawing always gives the same bytes.
 *
 * @throws an error of sharp for a damaged picture.
 */
export async function drawPicture({
  prompt,
  pictures,
  styleKey,
  aspect,
  variant = 0,
}: Drawing): Promise<Picture> {
  const random = seededRandom(variant === 0 ? prompt : `${prompt}\n${variant}`);
  const effect: Effect | undefined = EFFECTS.get(styleKey ?? '');
  const strength = effect === undefined ? ACCENTS_ALONE : ACCENTS_UNDER_EFFECT;
  let canvas =
    pictures.length === 0
      ? await scene(random)
      : await accents(await collage(pictures), random, strength);
  if (effect !== undefined) canvas = await effect(canvas, random);
  if (aspect !== undefined) canvas = await cut(canvas, aspect);
  const { data, info } = await open(canvas)
    .jpeg({ quality: JPEG_QUALITY })
    .toBuffer({ resolveWithObject: true });
  return { bytes: data, mediaType: 'image/jpeg', width: info.width, height: info.height };
}

/** The middle of a canvas, as large as the aspect allows. */
async function cut(canvas: Canvas, aspect: number): Promise<Canvas> {
  const { width, height } = canvas;
  const isTooWide = width / height > aspect;
  const size = {
    width: isTooWide ? Math.max(Math.round(height * aspect), 1) : width,
    height: isTooWide ? height : Math.max(Math.round(width / aspect), 1),
  };
  return change(canvas, (image) => image.resize({ ...size, fit: 'cover' }));
}
