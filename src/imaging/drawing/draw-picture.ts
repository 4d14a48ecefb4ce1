import type { Picture } from '../picture.js';
import { change, open, type Canvas } from './canvas.js';
import { collage } from './collage.js';
import { drawnSide, LONG_SIDE } from './drawn-side.js';
import type { Effect } from './effect.js';
import { EFFECTS } from './effects.js';
import { seededRandom, type Random } from './random.js';
import { poster } from './scene/poster.js';
import { retouch } from './scene/retouch.js';
import { sketch, type Size } from './scene/sketch.js';
import { readPrompt } from './words/reading.js';

const JPEG_QUALITY = 86;
/**
 * Effects draw fine structures, so narrow drawings get a short side that is large enough for them.
 */
const MIN_SHORT_SIDE = 256;
/** Of drawings that have no pictures to follow. */
const DEFAULT_ASPECT = 4 / 3;

/** What is to be drawn. */
export interface Drawing {
  /**
   * The person's own words; a style's wording would be taken for things to draw. Empty: only the
   * style and the pictures count.
   */
  readonly prompt: string;
  /** Put together into one; without any, what the words name is drawn, or the words as a poster. */
  readonly pictures: readonly Picture[];
  /** The key of an effect; null or a key without effect: none. */
  readonly styleKey: string | null;
  /** Width ÷ height; 4 ÷ 3, or that of the picture, by default. */
  readonly aspect?: number;
  /** The longer side in pixels, 1024 by default and `MAX_LONG_SIDE` at most. */
  readonly longSide?: number;
  /** Another number decides other forms and colors for the same prompt; 0 by default. */
  readonly variant?: number;
}

/**
 * Draws a picture. The same drawing always gives the same bytes.
 *
 * @throws an error of sharp for a damaged picture.
 */
export async function drawPicture(drawing: Drawing): Promise<Picture> {
  const { prompt, styleKey, variant = 0 } = drawing;
  const longSide = drawnSide(drawing);
  const random = seededRandom(variant === 0 ? prompt : `${prompt}\n${variant}`);
  const effect: Effect | undefined = EFFECTS.get(styleKey ?? '');
  let canvas = await ground(drawing, random, effect === undefined ? longSide : LONG_SIDE);
  if (effect !== undefined) canvas = await effect(canvas, random);
  canvas = await scaled(canvas, longSide / Math.max(canvas.width, canvas.height));
  const { data, info } = await open(canvas)
    .jpeg({ quality: JPEG_QUALITY })
    .toBuffer({ resolveWithObject: true });
  return { bytes: data, mediaType: 'image/jpeg', width: info.width, height: info.height };
}

/** The drawing before the style. */
async function ground(drawing: Drawing, random: Random, longSide: number): Promise<Canvas> {
  const { prompt, pictures, styleKey, aspect, variant = 0 } = drawing;
  const reading = readPrompt(prompt);
  if (pictures.length === 0) {
    const size = sizeOf(aspect ?? DEFAULT_ASPECT, longSide);
    return reading.isUnderstood
      ? await sketch(reading, size, random)
      : await poster(prompt, reading, size, random);
  }
  const whole = await collage(pictures);
  const photo = aspect === undefined ? whole : await cut(whole, aspect);
  // A style alone leaves the photo as it is; the same request once more does not.
  const isOnlyStyle = prompt === '' && styleKey !== null && variant === 0;
  return isOnlyStyle ? photo : await retouch(photo, prompt, reading, random);
}

function sizeOf(aspect: number, longSide: number): Size {
  const short = Math.min(aspect, 1 / aspect) * longSide;
  const enlarged = Math.max(1, MIN_SHORT_SIDE / short);
  const [long, narrow] = [longSide, short].map((side) => Math.round(side * enlarged));
  const [width = 1, height = 1] = aspect >= 1 ? [long, narrow] : [narrow, long];
  return { width, height };
}

/** The middle of a canvas, as large as the aspect allows, and large enough for effects. */
async function cut(canvas: Canvas, aspect: number): Promise<Canvas> {
  const { width, height } = canvas;
  const isTooWide = width / height > aspect;
  const size = {
    width: isTooWide ? Math.max(Math.round(height * aspect), 1) : width,
    height: isTooWide ? height : Math.max(Math.round(width / aspect), 1),
  };
  const middle = await change(canvas, (image) => image.resize({ ...size, fit: 'cover' }));
  return await scaled(middle, Math.max(1, MIN_SHORT_SIDE / Math.min(size.width, size.height)));
}

/** The canvas in another size. */
async function scaled(canvas: Canvas, factor: number): Promise<Canvas> {
  if (factor === 1) return canvas;
  const side = (length: number): number => Math.max(Math.round(length * factor), 1);
  const size = { width: side(canvas.width), height: side(canvas.height) };
  return await change(canvas, (image) => image.resize({ ...size, fit: 'fill' }));
}
