import sharp from 'sharp';

import { ICON_SIDE, readIcons } from '../words/icon-set.js';
import { dyed, mainHue, mix } from './color.js';

/** Where an icon is not transparent, as shares of its square. */
export interface IconShape {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Where something that stands on it stands: the top in its middle. */
  readonly back: number;
  /** Its main hue; null where it is gray. */
  readonly hue: number | null;
}

const SAMPLES = 64;
const VISIBLE = 100;
export const WHOLE: IconShape = { left: 0, right: 1, top: 0, bottom: 1, back: 0, hue: null };

let icons: ReadonlyMap<string, string> | undefined;
const shapes = new Map<string, IconShape>();

/** The SVG elements of an icon, in a square of 32; nothing for an unknown name. */
function bodyOf(icon: string): string {
  icons ??= readIcons();
  return icons.get(icon) ?? '';
}

/** Measures an icon by drawing it small. */
export async function shapeOf(icon: string): Promise<IconShape> {
  const known = shapes.get(icon);
  if (known !== undefined) return known;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${SAMPLES}" height="${SAMPLES}" viewBox="0 0 ${ICON_SIDE} ${ICON_SIDE}">${bodyOf(icon)}</svg>`;
  const pixels = await sharp(Buffer.from(svg)).ensureAlpha().raw().toBuffer();
  const shape = measured(pixels);
  shapes.set(icon, shape);
  return shape;
}

function measured(pixels: Buffer): IconShape {
  let [left, right, top, bottom, back] = [SAMPLES, 0, SAMPLES, 0, SAMPLES];
  for (let at = 0; at < SAMPLES * SAMPLES; at += 1) {
    if ((pixels[at * 4 + 3] ?? 0) < VISIBLE) continue;
    const [x, y] = [at % SAMPLES, Math.floor(at / SAMPLES)];
    [left, right] = [Math.min(left, x), Math.max(right, x + 1)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y + 1)];
    if (Math.abs(x - SAMPLES / 2) < SAMPLES / 8) back = Math.min(back, y);
  }
  if (right === 0) return WHOLE;
  const share = (value: number): number => value / SAMPLES;
  return {
    left: share(left),
    right: share(right),
    top: share(top),
    bottom: share(bottom),
    back: share(Math.min(back, bottom)),
    hue: mainHue(pixels),
  };
}

/** How the colors of an icon are changed. */
export interface IconColors {
  /** The light that falls on it, and how strong it is (0–1). */
  readonly ambient: string;
  readonly strength: number;
  /** Hue, saturation and lightness instead of its own. */
  readonly color: readonly [number, number, number] | null;
}

const COLOR = /#(?:[0-9a-f]{6}|[0-9a-f]{3})\b/gi;

/** The SVG elements of an icon in other colors. */
export function colored(
  icon: string,
  { hue }: IconShape,
  { ambient, strength, color }: IconColors,
): string {
  const dye = (own: string): string => (color === null ? own : dyed(own, hue, color));
  return bodyOf(icon).replaceAll(COLOR, (own) => mix(dye(own), ambient, strength));
}
