import { beforeAll, describe, expect, it } from '@jest/globals';

import { OfflineModel } from '../../../../src/generation/models/offline/offline-model.js';
import { EFFECTS } from '../../../../src/imaging/drawing/effects.js';
import { ImagingQueue } from '../../../../src/imaging/imaging-queue.js';
import type { Picture } from '../../../../src/imaging/picture.js';
import { styledPrompt, STYLES } from '../../../../src/interactions/styles.js';
import { AUTOMATIC_SETTINGS } from '../../../../src/interactions/settings.js';
import * as pictures from '../../../support/pictures.js';
import { imageModelContract } from '../../image-model.contract.js';

const model = new OfflineModel(new ImagingQueue());
/** A signal that never fires, for one picture. */
const idle = () => new AbortController().signal;

imageModelContract('the offline model', () => model);

async function generated(
  prompt: string,
  inputs: readonly Picture[] = [],
  styleKey: string | null = null,
): Promise<Picture> {
  const request = { prompt, pictures: inputs, styleKey, settings: AUTOMATIC_SETTINGS };
  return (await model.generate(request, idle())).picture;
}

describe('the styles of the offline model', () => {
  const visible = 8;
  let photo: Picture;
  let styled: Map<string, Picture>;

  beforeAll(async () => {
    photo = await pictures.picture(pictures.photo(1024, 768), 'image/jpeg');
    styled = new Map(await inEveryStyle(photo));
  });

  it('every style has an effect', () => {
    expect([...EFFECTS.keys()]).toEqual(STYLES.map((style) => style.key));
  });

  it.each(STYLES.map(({ key }) => key))('the style changes a photo visibly: %s', async (key) => {
    const result = styled.get(key)!;
    expect(await pictures.meanDifference(photo.bytes, result.bytes)).toBeGreaterThan(visible);
    expect([result.width, result.height]).toEqual([1024, 768]);
    expect(result.bytes.length).toBeLessThan(600_000);
  });

  it('the styles look different from one another', async () => {
    const all: (readonly [string, Buffer])[] = [];
    for (const [key, { bytes }] of styled) all.push([key, await pictures.thumbnail(bytes)]);
    const alike = all.flatMap(([one, a], index) =>
      all
        .slice(index + 1)
        .filter(([, b]) => pictures.thumbnailDifference(a, b) < visible)
        .map(([other]) => `${one} and ${other}`),
    );
    expect(alike).toEqual([]);
  });

  it('the styles give the same bytes for the same request', async () => {
    for (const [key, again] of await inEveryStyle(photo))
      expect(again.bytes.equals(styled.get(key)!.bytes)).toBe(true);
  });

  it('the styles work on pictures of every shape', async () => {
    for (const [width, height] of [
      [2000, 20],
      [20, 2000],
    ] as const) {
      const odd = await pictures.picture(pictures.solid([90, 120, 40], width, height));
      for (const [, result] of await inEveryStyle(odd))
        expect(Math.max(result.width, result.height)).toBe(1024);
    }
  });
});

async function inEveryStyle(input: Picture): Promise<[string, Picture][]> {
  return await Promise.all(
    STYLES.map(async (style): Promise<[string, Picture]> => {
      const prompt = styledPrompt(style, { prompt: '', hasPictures: true });
      return [style.key, await generated(prompt, [input], style.key)];
    }),
  );
}

describe('the offline model', () => {
  it('the offline model draws a scene that the prompt decides', async () => {
    const [one, same, other] = [
      await generated('a quiet lake'),
      await generated('a quiet lake'),
      await generated('a loud city'),
    ];
    expect(one.bytes.equals(same.bytes)).toBe(true);
    expect(await pictures.meanDifference(one.bytes, other.bytes)).toBeGreaterThan(10);
  });

  it('the offline model gives a scene a style', async () => {
    const [plain, sketched] = [
      await generated('a quiet lake'),
      await generated('a quiet lake', [], 'sketch'),
    ];
    expect(await pictures.meanDifference(plain.bytes, sketched.bytes)).toBeGreaterThan(20);
  });

  it('the offline model makes something else of a picture for every prompt, and keeps it recognizable', async () => {
    const photo = await pictures.picture(pictures.photo(800, 600), 'image/jpeg');
    const [one, other] = [await generated('warmer', [photo]), await generated('colder', [photo])];
    expect(await pictures.meanDifference(photo.bytes, one.bytes)).toBeGreaterThan(3);
    expect(await pictures.meanDifference(one.bytes, other.bytes)).toBeGreaterThan(3);
    expect(await pictures.meanDifference(photo.bytes, one.bytes)).toBeLessThan(60);
  });

  it('the offline model shows every one of several pictures', async () => {
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
    const before = await generated('together', inputs);
    for (const index of colors.keys()) {
      const changed = [...inputs];
      changed[index] = await pictures.picture(pictures.solid([128, 128, 128], 300, 200));
      const after = await generated('together', changed);
      expect(await pictures.meanDifference(before.bytes, after.bytes)).toBeGreaterThan(8);
    }
  });

  it('the offline model stops between two steps when the signal fires', async () => {
    const stop = new AbortController();
    const queue = new ImagingQueue();
    const slow = new OfflineModel(queue);
    const styleKey = 'oil_painting';
    const request = { prompt: 'x', pictures: [], styleKey, settings: AUTOMATIC_SETTINGS };
    const asked = slow.generate(request, stop.signal);
    // The two jobs of the queue: the generation, and this one, which runs beside it.
    await queue.run(async () => {
      stop.abort();
      await Promise.resolve();
    });
    await expect(asked).rejects.toMatchObject({ code: 'model.aborted' });
  });

  it('the offline model says when a picture cannot be read', async () => {
    const whole = await pictures.picture(pictures.photo(300, 200), 'image/jpeg');
    const torn = { ...whole, bytes: whole.bytes.subarray(0, 3000) };
    await expect(generated('x', [torn])).rejects.toMatchObject({
      code: 'model.unreadable_input',
      retryable: false,
    });
  });
});
