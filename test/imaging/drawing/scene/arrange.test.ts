import { describe, expect, it } from '@jest/globals';

import { arrange, type PlacedIcon } from '../../../../src/imaging/drawing/scene/arrange.js';
import { grouped } from '../../../../src/imaging/drawing/scene/groups.js';
import { settingOf } from '../../../../src/imaging/drawing/scene/habitats.js';
import { LIGHTS } from '../../../../src/imaging/drawing/scene/lights.js';
import { piecesOf } from '../../../../src/imaging/drawing/scene/pieces.js';
import { shapesOf, unitOf } from '../../../../src/imaging/drawing/scene/sketch.js';
import { seededRandom } from '../../../../src/imaging/drawing/random.js';
import { readPrompt } from '../../../../src/imaging/drawing/words/reading.js';

const STANDING = 0.87;

async function placed(
  prompt: string,
  size = { width: 1024, height: 768 },
  standing: number | null = STANDING,
  share = 1,
): Promise<PlacedIcon[]> {
  const reading = readPrompt(prompt);
  const shapes = await shapesOf(reading.subjects);
  const random = seededRandom(prompt);
  const frame = {
    ...size,
    unit: unitOf(size),
    random,
    tones: LIGHTS.day,
    season: 'summer',
  } as const;
  const groups = grouped(reading).groups.map((group) =>
    piecesOf(group, (icon) => shapes.get(icon)!, random),
  );
  return arrange(frame, groups, standing, share);
}

const edges = ({ piece: { shape }, x, y, size }: PlacedIcon) => ({
  left: x - ((shape.right - shape.left) * size) / 2,
  right: x + ((shape.right - shape.left) * size) / 2,
  top: y - (shape.bottom - shape.top) * size,
  bottom: y,
});

const of = (icons: readonly PlacedIcon[], name: string) =>
  edges(icons.find(({ piece }) => piece.subject.icon === name)!);

describe('arranging things', () => {
  it.each([
    [1024, 768],
    [1024, 1024],
    [1024, 439],
    [576, 1024],
    [2048, 256],
    [256, 2048],
  ])('all things are within the frame, and one alone is large: %i × %i', async (width, height) => {
    for (const standing of [STANDING, null])
      for (const prompt of [
        'a cat',
        'nine ducks',
        'a cat, a dog, a horse, a cow, a pig and a duck',
        'a giant dragon over a castle',
        'a monkey riding an elephant',
        'a bear wearing a hat and holding a balloon',
        'nine ducks on a boat',
        'a cat in front of five trees',
        'a monkey wearing a hat riding an elephant over a castle',
      ])
        for (const icon of await placed(prompt, { width, height }, standing)) {
          const { left, right, top, bottom } = edges(icon);
          expect(left).toBeGreaterThan(-0.03 * width);
          expect(right).toBeLessThan(1.03 * width);
          expect(top).toBeGreaterThan(-0.03 * height);
          expect(bottom).toBeLessThan(1.03 * height);
        }
    const [cat] = await placed('a cat', { width, height });
    expect(cat!.size).toBeGreaterThan(0.4 * Math.min(width, height));
  });

  it('what is over another thing hangs above it, and has no shadow', async () => {
    const icons = await placed('a dragon over a castle');
    expect(of(icons, 'dragon').bottom).toBeLessThan(of(icons, 'castle').top);
    expect(icons.find(({ piece }) => piece.subject.icon === 'dragon')!.hasShadow).toBe(false);
    expect(icons.find(({ piece }) => piece.subject.icon === 'castle')!.hasShadow).toBe(true);
  });

  it('what is on another thing stands on its back', async () => {
    const icons = await placed('a monkey on an elephant');
    const [monkey, elephant] = [of(icons, 'monkey'), of(icons, 'elephant')];
    expect(monkey.bottom).toBeGreaterThan(elephant.top);
    expect(monkey.bottom).toBeLessThan((elephant.top + elephant.bottom) / 2);
  });

  it('things that are named one after another stand side by side', async () => {
    const icons = await placed('a cat and a dog');
    expect(of(icons, 'cat').right).toBeLessThan(of(icons, 'dog').left);
  });

  it('a tree stays on the ground with a bird in it', async () => {
    expect(of(await placed('a bird in a tree'), 'deciduous-tree').bottom).toBeGreaterThan(
      0.85 * 768,
    );
    expect(of(await placed('a bird'), 'bird').bottom).toBeLessThan(0.8 * 768);
  });

  it('a share of the size is that share for any number of things', async () => {
    for (const prompt of ['a cat', 'a cat, a dog, a cow and a pig', 'nine ducks on a boat']) {
      const whole = await placed(prompt);
      const small = await placed(prompt, { width: 1024, height: 768 }, STANDING, 0.62);
      for (const [index, { size }] of small.entries())
        expect(size).toBeCloseTo(whole[index]!.size * 0.62, 5);
    }
  });

  it('each thing of a number of things is there', async () => {
    expect(await placed('nine ducks')).toHaveLength(9);
  });
});

describe('the setting of things', () => {
  it.each([
    ['a cat on the moon', 'moon', undefined],
    ['a whale', 'underwater', undefined],
    ['a penguin', 'snow', undefined],
    ['a teapot', 'table', undefined],
    ['a car', 'road', undefined],
    ['a whale in the city', 'city', undefined],
    ['an owl', 'forest', 'night'],
    ['a sunny day, an owl', 'forest', 'day'],
    ['the moon', 'sky', 'night'],
    ['a cat', 'meadow', undefined],
  ])('things without a place are where they are at home: %s', (prompt, place, light) => {
    const setting = settingOf(readPrompt(prompt));
    expect([setting.place, setting.light]).toEqual([place, light]);
  });

  it('the moon beside a thing is in the sky', () => {
    const { groups, skyThings } = grouped(readPrompt('a cat under the moon'));
    expect(groups.map(({ base }) => base.icon)).toEqual(['cat']);
    expect(skyThings.map(({ icon }) => icon)).toEqual(['full-moon']);
  });
});
