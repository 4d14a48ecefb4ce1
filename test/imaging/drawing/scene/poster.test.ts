import { expect, it } from '@jest/globals';

import { drawPicture } from '../../../../src/imaging/drawing/draw-picture.js';
import { seededRandom } from '../../../../src/imaging/drawing/random.js';
import { contrast, mix } from '../../../../src/imaging/drawing/scene/color.js';
import { LIGHTS } from '../../../../src/imaging/drawing/scene/lights.js';
import { posterColors } from '../../../../src/imaging/drawing/scene/poster.js';

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
])(
  'a few letters are drawn in the largest size: %s',
  async (_, prompt, aspect) => {
    const drawing = { prompt, pictures: [], styleKey: null, aspect, longSide: 4096 };
    const { width, height } = await drawPicture(drawing);
    expect(Math.max(width, height)).toBe(4096);
  },
  60_000,
);
