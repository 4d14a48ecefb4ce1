import { change, svgCanvas, type Canvas } from '../canvas.js';
import { between, type Random } from '../random.js';
import type { Reading } from '../words/reading.js';
import { contrast, hsl, mix } from './color.js';
import { n, scattered } from './frame.js';
import { lettering } from './lettering.js';
import { LIGHTS } from './lights.js';
import { unitOf, type Size } from './sketch.js';

/** More letters would be too small to read. */
const MAX_CHARACTERS = 140;

/** All but the letters that were seen to be written well with the font. */
const UNKNOWN_LETTERS =
  /[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Hebrew}\p{Script=Arabic}\p{M}\p{N}\p{P}\s$€£+=<>^|~]/gu;

/**
 * The words themselves, on a quiet ground in the colors of their mood: for what cannot be drawn.
 */
export async function poster(
  prompt: string,
  { hint }: Reading,
  size: Size,
  random: Random,
): Promise<Canvas> {
  const { width, height } = size;
  const [low, ink, high] = posterColors(
    hint.light === undefined ? null : LIGHTS[hint.light].sky,
    random,
  );
  const ground = `<defs><linearGradient id="ground" x2=".4" y2="1"><stop stop-color="${low}"/><stop offset="1" stop-color="${mix(low, high, 0.4)}"/></linearGradient></defs><rect width="${width}" height="${height}" fill="url(#ground)"/>`;
  const shapes = figure(size, high, random);
  const canvas = await svgCanvas(size, ground + shapes + border(size, ink));
  const words = shownWords(prompt);
  if (words === '') return canvas;
  const box = { width: width * 0.72, height: height * 0.46 };
  const input = await lettering(words, { ...box, color: ink });
  return await change(canvas, (image) => image.composite([{ input, gravity: 'centre' }]));
}

/** Ground, ink and a second color; the ink can be read on both. */
export function posterColors(
  sky: readonly string[] | null,
  random: Random,
): [string, string, string] {
  if (sky !== null) {
    const [top = '', middle = '', low = ''] = sky;
    const inks = ['#0b1020', '#f8f4e8'].map((color) => mix(top, color, 0.85));
    const [, ink = ''] = inks.toSorted((a, b) => contrast(a, middle) - contrast(b, middle));
    return [middle, ink, mix(low, middle, 0.7)];
  }
  const hue = random() * 360;
  const isDark = random() < 0.4;
  return isDark
    ? [
        hsl(hue, 0.42, 0.22),
        hsl(hue + 40, 0.6, 0.93),
        hsl(hue + between(random, 30, 80), 0.5, 0.42),
      ]
    : [
        hsl(hue, 0.5, 0.88),
        hsl(hue + 10, 0.55, 0.2),
        hsl(hue + between(random, 30, 120), 0.6, 0.74),
      ];
}

/** One of three calm figures behind the words. */
function figure(size: Size, color: string, random: Random): string {
  const { width, height } = size;
  const unit = unitOf(size);
  const [x, y] = [between(random, 0.3, 0.7) * width, between(random, 0.35, 0.65) * height];
  switch (Math.floor(random() * 3)) {
    case 0:
      return scattered(
        4,
        (index) =>
          `<circle cx="${n(x)}" cy="${n(y)}" r="${n((14 + index * 13) * unit)}" fill="${color}" fill-opacity="${n(0.55 - index * 0.12)}"/>`,
      );
    case 1:
      return scattered(7, (index) => {
        const top = height * (0.44 + index * 0.1);
        const wave = between(random, 4, 9) * unit;
        return `<path d="M0 ${n(top)}C${n(width * 0.3)} ${n(top - wave)} ${n(width * 0.6)} ${n(top + wave)} ${width} ${n(top - wave * 0.4)}V${height}H0Z" fill="${color}" fill-opacity=".22"/>`;
      });
    default:
      return scattered(
        16,
        (index) =>
          `<path d="M${n(x)} ${n(height)}L${n(x + Math.cos((index * Math.PI) / 8) * width * 1.5)} ${n(height + Math.sin((index * Math.PI) / 8) * width * 1.5)}L${n(x + Math.cos((index * Math.PI) / 8 + 0.2) * width * 1.5)} ${n(height + Math.sin((index * Math.PI) / 8 + 0.2) * width * 1.5)}Z" fill="${color}" fill-opacity=".4"/>`,
      );
  }
}

function border(size: Size, color: string): string {
  const edge = 3.5 * unitOf(size);
  return `<rect x="${n(edge)}" y="${n(edge)}" width="${n(size.width - 2 * edge)}" height="${n(size.height - 2 * edge)}" fill="none" stroke="${color}" stroke-opacity=".55" stroke-width="${n(edge * 0.12)}"/>`;
}

function shownWords(prompt: string): string {
  const plain = prompt
    .replaceAll(/[\p{Cc}\p{Cs}\p{Cf}]+/gu, ' ')
    .replaceAll(UNKNOWN_LETTERS, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (!/[\p{L}\p{N}]/u.test(plain)) return '';
  const letters = Array.from(plain);
  if (letters.length <= MAX_CHARACTERS) return plain;
  return `${letters
    .slice(0, MAX_CHARACTERS - 1)
    .join('')
    .trimEnd()}…`;
}
