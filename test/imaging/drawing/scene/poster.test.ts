import { expect, it } from '@jest/globals';

import { drawPicture } from '../../../../src/imaging/drawing/draw-picture.js';
import { seededRandom } from '../../../../src/imaging/drawing/random.js';
import { contrast, mix } from '../../../../src/imaging/drawing/scene/color.js';
import { LIGHTS } from '../../../../src/imaging/drawing/scene/lights.js';
import { poster, posterColors } from '../../../../src/imaging/drawing/scene/poster.js';
import { readPrompt } from '../../../../src/imaging/drawing/words/reading.js';

/** Of large letters: https://www.w3.org/TR/WCAG22/#contrast-minimum */
const READABLE = 3;

it.each([['no light', null], ...Object.entries(LIGHTS).map(([name, { sky }]) => [name, sky])] as [
  string,
  readonly string[] | null,
][])('the words of a poster can be read on its ground: %s', (_light, sky) => {
  for (let seed = 0; seed < 40; seed += 1) {
    const [ground, ink, second] = posterColors(sky, seededRandom(`${seed}`));
    expect(contrast(ground, ink)).toBeGreaterThan(READABLE);
    expect(contrast(mix(ground, second, 0.6), ink)).toBeGreaterThan(READABLE);
  }
});

it.each([
  ['two letters', 'no', 1],
  ['two capitals', 'GO', 3 / 2],
  ['narrow letters', 'hi', 9 / 16],
  ['a digit under accents', `1${'\u0301'.repeat(3999)}`, 1],
])('a few letters are drawn in the largest size: %s', async (_, prompt, aspect) => {
  const drawing = { prompt, pictures: [], styleKey: null, aspect, longSide: 4096 };
  const { width, height } = await drawPicture(drawing);
  expect(Math.max(width, height)).toBe(4096);
});

/** The share of the pixels of a poster that its words change, beside those of another one. */
async function inkOf(prompt: string, other = ''): Promise<number> {
  const drawn = [prompt, other].map(async (words) =>
    poster(words, readPrompt(''), { width: 512, height: 384 }, seededRandom('x')),
  );
  const [one, two] = await Promise.all(drawn);
  const changed = one!.pixels.filter((value, at) => Math.abs(value - two!.pixels[at]!) > 40);
  return changed.length / one!.pixels.length;
}

it.each([
  ['Latin', 'why not?', 'why yes?'],
  ['Greek', 'Γιατί όχι', 'Γιατί ναι'],
  ['Cyrillic', 'почему нет', 'почему кто'],
  ['Armenian', 'ինչու ոչ', 'ինչու այո'],
  ['Georgian', 'რატომ არა', 'რატომ კი'],
  ['Hebrew', 'חתול על הירח', 'חתול על הגג'],
  ['Arabic', 'قطة على القمر', 'قطة على السطح'],
  ['signs', '<b>&amp; "one"</b>', '<b>&amp; "two"</b>'],
])('the words of a poster are written in letters of their own: %s', async (_, words, others) => {
  expect(await inkOf(words)).toBeGreaterThan(0.02);
  expect(await inkOf(words, others)).toBeGreaterThan(0.003);
});

it.each(['猫と月', '\u0000\u{1F1E6}\uD800', '?!', ''])(
  'a poster has only a ground where there are no letters that the font has: %j',
  async (prompt) => {
    expect(await inkOf(prompt)).toBe(0);
  },
);
