import { expect, it } from '@jest/globals';

import { drawPicture } from '../../../src/imaging/drawing/draw-picture.js';
import type { Picture } from '../../../src/imaging/picture.js';
import { styledPrompt, STYLES } from '../../../src/interactions/styles.js';
import * as pictures from '../../support/pictures.js';

it('the effects give the same bytes for the same drawing', async () => {
  const photo = await pictures.picture(pictures.photo(1024, 768), 'image/jpeg');
  const once = new Map(await inEveryStyle(photo));
  for (const [key, again] of await inEveryStyle(photo))
    expect(again.bytes.equals(once.get(key)!.bytes)).toBe(true);
}, 120_000);

it('the effects work on pictures of every shape', async () => {
  for (const [width, height] of [
    [2000, 20],
    [20, 2000],
  ] as const) {
    const odd = await pictures.picture(pictures.solid([90, 120, 40], width, height));
    for (const [, result] of await inEveryStyle(odd))
      expect(Math.max(result.width, result.height)).toBe(1024);
  }
}, 120_000);

async function inEveryStyle(input: Picture): Promise<[string, Picture][]> {
  const styled: [string, Picture][] = [];
  for (const style of STYLES) {
    const prompt = styledPrompt(style, { prompt: '', hasPictures: true });
    styled.push([style.key, await drawPicture({ prompt, pictures: [input], styleKey: style.key })]);
  }
  return styled;
}
