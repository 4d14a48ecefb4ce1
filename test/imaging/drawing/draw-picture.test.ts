import { beforeAll, describe, expect, it } from '@jest/globals';

import sharp from 'sharp';

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
  }, 600_000);

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
  }, 600_000);
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
  it('different prompts look different, and the same prompt is drawn the same', async () => {
    const prompts = [
      'a cat',
      'a cute cat',
      'a cat on the moon',
      'a quiet lake',
      'a loud city',
      'why?',
    ];
    const once = await Promise.all(prompts.map((prompt) => drawn(prompt)));
    for (const [index, prompt] of prompts.entries()) {
      expect((await drawn(prompt)).bytes.equals(once[index]!.bytes)).toBe(true);
      for (const other of once.slice(index + 1))
        expect(await pictures.meanDifference(once[index]!.bytes, other.bytes)).toBeGreaterThan(5);
    }
  });

  it('the variants of a prompt differ', async () => {
    for (const prompt of ['a cat', 'golden hour', 'why?']) {
      const [one, other] = await Promise.all(
        [0, 1].map((variant) => drawPicture({ prompt, pictures: [], styleKey: null, variant })),
      );
      expect(await pictures.meanDifference(one!.bytes, other!.bytes)).toBeGreaterThan(3);
    }
  });

  it.each([
    [1, 1024, [1024, 1024]],
    [16 / 9, 1024, [1024, 576]],
    [21 / 9, 2048, [2048, 878]],
    [1 / 8, 1024, [128, 1024]],
    [4 / 3, 512, [512, 384]],
  ])(
    'ratio %d and long side %d are obeyed, with and without pictures and style',
    async (aspect, longSide, size) => {
      const photo = await pictures.picture(pictures.photo(800, 600), 'image/jpeg');
      for (const inputs of [[], [photo]])
        for (const styleKey of [null, 'paper_cut']) {
          const drawing = { prompt: 'a cat', pictures: inputs, styleKey, aspect, longSide };
          const { width, height } = await drawPicture(drawing);
          expect([width, height]).toEqual(size);
        }
    },
    60_000,
  );

  it('a cat on the moon is a cat of the cat’s color on gray ground under a black sky', async () => {
    const { bytes } = await drawn('a cat on the moon');
    const share = await sharesOf(bytes);
    expect(share(0, 0.2, isDark)).toBeGreaterThan(0.7);
    expect(share(0.9, 1, isGray)).toBeGreaterThan(0.8);
    expect(share(0.2, 0.8, isOrange)).toBeGreaterThan(0.06);
  });

  it('glasses against the sun leave the sun in the sky, and a sun that is named is the only one', async () => {
    expect(await sunIn('a cat wearing sunglasses on a beach')).toBeGreaterThan(0.01);
    expect(await sunIn('a cat and the sun on a beach')).toBeLessThan(0.001);
  });

  it('every text makes a picture: of any script, of any signs, and of none', async () => {
    for (const prompt of [
      '<b>&amp; "why"</b>',
      '猫と月',
      '\u0000\u{1F1E6}\uD800',
      'x'.repeat(4000),
      '',
    ])
      expect((await drawn(prompt)).width).toBe(1024);
  });

  it('a photo gets the things that are named, and the light', async () => {
    const photo = await pictures.picture(pictures.solid([120, 160, 120], 800, 600), 'image/jpeg');
    const plain = await drawn('warmer', [photo]);
    const [colored, night] = [
      await drawn('a warmer cat', [photo]),
      await drawn('at night', [photo]),
    ];
    expect(await pictures.meanDifference(plain.bytes, colored.bytes)).toBeGreaterThan(1.5);
    expect(await brightness(night)).toBeLessThan((await brightness(photo)) * 0.75);
  });

  it('a photo gets a tone after the light that is named beside it', async () => {
    const photo = await pictures.picture(pictures.photo(400, 300), 'image/jpeg');
    const { channels } = await sharp(
      (await drawn('make it black and white, evening', [photo])).bytes,
    ).stats();
    for (const { mean } of channels) expect(Math.abs(mean - channels[0]!.mean)).toBeLessThan(1);
  });

  it('what names a light, or is to be left out, is no tone of a photo', async () => {
    const photo = await pictures.picture(pictures.solid([120, 120, 120], 400, 300), 'image/jpeg');
    const lightness = async (prompt: string): Promise<number> =>
      (
        await sharp((await drawn(prompt, [photo])).bytes)
          .greyscale()
          .stats()
      ).channels[0]!.mean;
    expect(await lightness('darker')).toBeLessThan(90);
    expect(await lightness('no dark corners')).toBeGreaterThan(100);
    expect(await lightness('a bright day')).toBeLessThan((await lightness('sunny')) + 3);
  });

  it('falling leaves bring the light of autumn to a photo, as they do to a scene', async () => {
    const photo = await pictures.picture(pictures.solid([120, 120, 120], 400, 300), 'image/jpeg');
    const rednesses = ['falling leaves', 'autumn', 'golden hour', 'snowfall'].map(
      async (prompt) => {
        const { channels } = await sharp((await drawn(prompt, [photo])).bytes).stats();
        return channels[0]!.mean - channels[2]!.mean;
      },
    );
    const [leaves, autumn, golden, snow] = await Promise.all(rednesses);
    for (const redness of [leaves, autumn, golden]) expect(redness).toBeGreaterThan(snow! + 20);
  });

  it('a style without words changes a photo by the style alone', async () => {
    const photo = await pictures.picture(pictures.solid([200, 40, 40], 400, 300), 'image/jpeg');
    const { bytes } = await drawn('', [photo], 'film_noir');
    const { channels } = await sharp(bytes).stats();
    expect(Math.abs(channels[0]!.mean - channels[2]!.mean)).toBeLessThan(2);
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

type IsColor = (red: number, green: number, blue: number) => boolean;

const isDark: IsColor = (...channels) => Math.max(...channels) < 60;
const isSun: IsColor = (red, green, blue) => red > 248 && green > 238 && blue > 195 && blue < 218;
const isGray: IsColor = (...channels) =>
  Math.max(...channels) - Math.min(...channels) < 30 && channels[0] > 120;
const isOrange: IsColor = (red, green, blue) => red > 180 && red - blue > 60 && green < red - 30;

/** Returns which share of the pixels between two heights (0–1) has a color. */
async function sharesOf(bytes: Buffer) {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  return (from: number, to: number, isColor: IsColor): number => {
    const first = Math.floor(from * info.height) * info.width;
    const last = Math.floor(to * info.height) * info.width;
    let count = 0;
    for (let at = first * 3; at < last * 3; at += 3)
      count += Number(isColor(data[at]!, data[at + 1]!, data[at + 2]!));
    return count / (last - first);
  };
}

/** The share of the upper half that has the color of the sky's own sun. */
async function sunIn(prompt: string): Promise<number> {
  return (await sharesOf((await drawn(prompt)).bytes))(0, 0.5, isSun);
}

async function brightness({ bytes }: Picture): Promise<number> {
  return (await sharp(bytes).stats()).channels[0]!.mean;
}
