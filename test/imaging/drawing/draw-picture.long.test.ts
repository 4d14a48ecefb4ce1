import { expect, it } from '@jest/globals';

import { drawPicture } from '../../../src/imaging/drawing/draw-picture.js';
import type { Picture } from '../../../src/imaging/picture.js';
import { styledPrompt, STYLES } from '../../../src/interactions/styles.js';
import { sharedImaging } from '../../support/imaging.js';
import * as pictures from '../../support/pictures.js';

it('the effects give the same bytes for the same drawing', async () => {
  const photo = await pictures.picture(pictures.photo(1024, 768), 'image/jpeg');
  const once = new Map(await inEveryStyle(photo));
  for (const [key, again] of await inEveryStyle(photo))
    expect(again.bytes.equals(once.get(key)!.bytes)).toBe(true);
}, 600_000);

it('the effects work on pictures of every shape', async () => {
  for (const [width, height] of [
    [2000, 20],
    [20, 2000],
  ] as const) {
    const odd = await pictures.picture(pictures.solid([90, 120, 40], width, height));
    for (const [, result] of await inEveryStyle(odd))
      expect(Math.max(result.width, result.height)).toBe(1024);
  }
}, 600_000);

it('each style changes a scene and a poster visibly, and in its own way', async () => {
  for (const prompt of ['a fox in an autumn forest', 'why not?']) {
    const plain = await drawPicture({ prompt, pictures: [], styleKey: null });
    const thumbnails: Buffer[] = [];
    for (const { key } of STYLES) {
      const { bytes } = await drawPicture({ prompt, pictures: [], styleKey: key });
      expect(await pictures.meanDifference(plain.bytes, bytes)).toBeGreaterThan(4);
      const thumbnail = await pictures.thumbnail(bytes);
      for (const other of thumbnails)
        expect(pictures.thumbnailDifference(thumbnail, other)).toBeGreaterThan(2);
      thumbnails.push(thumbnail);
    }
  }
}, 600_000);

it.each([
  ['scene', 'six cats in a city at night in the rain'],
  ['poster', 'no'],
])('the largest %s is drawn within the memory that a process has', async (_, prompt) => {
  const { width, height } = await sharedImaging().draw(
    { prompt, pictures: [], styleKey: null, aspect: 1, longSide: 4096 },
    new AbortController().signal,
  );
  expect([width, height]).toEqual([4096, 4096]);
});

async function inEveryStyle(input: Picture): Promise<[string, Picture][]> {
  const styled: [string, Picture][] = [];
  for (const style of STYLES) {
    const prompt = styledPrompt(style, { prompt: '', hasPictures: true });
    styled.push([style.key, await drawPicture({ prompt, pictures: [input], styleKey: style.key })]);
  }
  return styled;
}
