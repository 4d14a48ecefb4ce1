import { beforeAll, describe, expect, it } from '@jest/globals';

import { drawPicture } from '../../../src/imaging/drawing/draw-picture.js';
import { EFFECTS } from '../../../src/imaging/drawing/effects.js';
import type { Picture } from '../../../src/imaging/picture.js';
import { styledPrompt, STYLES } from '../../../src/interactions/styles.js';
import * as pictures from '../../support/pictures.js';

async function drawn(
  prompt: string,
  inputs: readonly Picture[] = [],
  styleKey: string | null = null,
): Promise<Picture> {
  return drawPicture({ prompt, pictures: inputs, styleKey });
}

describe('the effects of the styles', () => {
  const visible = 8;
  let photo: Picture;
  let styled: Map<string, Picture>;

  beforeAll(async () => {
    photo = await pictures.picture(pictures.photo(1024, 768), 'image/jpeg');
    styled = new Map(await inEveryStyle(photo));
  }, 60_000);

  it('every style has an effect', () => {
    expect([...EFFECTS.keys()]).toEqual(STYLES.map((style) => style.key));
  });

  it.each(STYLES.map(({ key }) => key))('the effect %s changes a photo visibly', async (key) => {
    const result = styled.get(key)!;
    expect(await pictures.meanDifference(photo.bytes, result.bytes)).toBeGreaterThan(visible);
    expect([result.width, result.height]).toEqual([1024, 768]);
    expect(result.bytes.length).toBeLessThan(600_000);
  });

  it('the effects look different from one another', async () => {
    const all: (readonly [string, Buffer])[] = [];
    for (const [key, { bytes }] of styled) all.push([key, await pictures.thumbnail(bytes)]);
    const alike = all.flatMap(([one, a], index) =>
      all
        .slice(index + 1)
        .filter(([, b]) => pictures.thumbnailDifference(a, b) < visible)
        .map(([other]) => `${one} and ${other}`),
    );
    expect(alike).toEqual([]);
  }, 60_000);
});

async function inEveryStyle(input: Picture): Promise<[string, Picture][]> {
  const styled: [string, Picture][] = [];
  for (const style of STYLES) {
    const prompt = styledPrompt(style, { prompt: '', hasPictures: true });
    styled.push([style.key, await drawn(prompt, [input], style.key)]);
  }
  return styled;
}

describe('drawing a picture', () => {
  it('a drawing without pictures is a scene that the prompt decides', async () => {
    const [one, same, other] = [
      await drawn('a quiet lake'),
      await drawn('a quiet lake'),
      await drawn('a loud city'),
    ];
    expect(one.bytes.equals(same.bytes)).toBe(true);
    expect(await pictures.meanDifference(one.bytes, other.bytes)).toBeGreaterThan(10);
  });

  it('a scene gets the effect of a style', async () => {
    const [plain, sketched] = [
      await drawn('a quiet lake'),
      await drawn('a quiet lake', [], 'sketch'),
    ];
    expect(await pictures.meanDifference(plain.bytes, sketched.bytes)).toBeGreaterThan(20);
  });

  it('a drawing of a picture differs with every prompt, and keeps the picture recognizable', async () => {
    const photo = await pictures.picture(pictures.photo(800, 600), 'image/jpeg');
    const [one, other] = [await drawn('warmer', [photo]), await drawn('colder', [photo])];
    expect(await pictures.meanDifference(photo.bytes, one.bytes)).toBeGreaterThan(3);
    expect(await pictures.meanDifference(one.bytes, other.bytes)).toBeGreaterThan(3);
    expect(await pictures.meanDifference(photo.bytes, one.bytes)).toBeLessThan(60);
  });

  it('a drawing of several pictures shows every one of them', async () => {
    const colors: pictures.Rgb[] = [
      [250, 20, 20],
      [20, 250, 20],
      [20, 20, 250],
      [250, 250, 20],
      [20, 250, 250],
    ];
    const inputs = await Promise.all(
      colors.map((color) => pictures.picture(pictures.solid(color, 300, 200))),
    );
    const before = await drawn('together', inputs);
    for (const index of colors.keys()) {
      const changed = [...inputs];
      changed[index] = await pictures.picture(pictures.solid([128, 128, 128], 300, 200));
      const after = await drawn('together', changed);
      expect(await pictures.meanDifference(before.bytes, after.bytes)).toBeGreaterThan(8);
    }
  });
});
