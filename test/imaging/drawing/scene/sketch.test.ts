import { expect, it } from '@jest/globals';

import { seededRandom } from '../../../../src/imaging/drawing/random.js';
import { sketch } from '../../../../src/imaging/drawing/scene/sketch.js';
import type { Hint } from '../../../../src/imaging/drawing/words/settings-of-words.js';

const SIZE = { width: 512, height: 384 };

/** The pixels of a scene without things between two heights (0–1). */
async function pixelsOf(hint: Hint, from: number, to: number): Promise<number[][]> {
  const reading = { subjects: [], hint, isUnderstood: true };
  const { pixels, width, height } = await sketch(reading, SIZE, seededRandom('x'));
  const [first, last] = [from, to].map((at) => Math.floor(at * height) * width) as [number, number];
  return Array.from({ length: last - first }, (_, index) => [
    ...pixels.subarray((first + index) * 3, (first + index + 1) * 3),
  ]);
}

/** The share of the sky that is white. */
async function cloudiness(hint: Hint): Promise<number> {
  const sky = await pixelsOf({ place: 'meadow', ...hint }, 0, 0.4);
  return sky.filter(([red = 0]) => red > 205).length / sky.length;
}

it('wind and cloud cover bring clouds', async () => {
  expect(await cloudiness({ weather: 'clouds' })).toBeGreaterThan(1.5 * (await cloudiness({})));
});

it.each(['meadow', 'mountains', 'lake', 'road'] as const)(
  'the grass of every place has the color of the season: %s',
  async (place) => {
    const greenness = async (season: 'summer' | 'autumn'): Promise<number> => {
      const ground = await pixelsOf({ place, season, light: 'day' }, 0.97, 1);
      return ground.filter(([red = 0, green = 0]) => green > red).length / ground.length;
    };
    expect(await greenness('summer')).toBeGreaterThan(0.9);
    expect(await greenness('autumn')).toBeLessThan(0.1);
  },
);
