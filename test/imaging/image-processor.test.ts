import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';

import { sharedImaging } from '../support/imaging.js';
import * as pictures from '../support/pictures.js';

const processor = sharedImaging();

describe('the inspection of a model’s picture', () => {
  it.each(['image/png', 'image/jpeg', 'image/webp'] as const)(
    'the inspection keeps the bytes of a %s and reads type and size from them',
    async (mediaType) => {
      const { bytes } = await pictures.picture(pictures.photo(300, 200), mediaType);
      const inspected = await processor.inspect(bytes);
      expect(inspected.bytes).toBe(bytes);
      expect(inspected).toMatchObject({ mediaType, width: 300, height: 200 });
    },
  );

  it('the inspection gives the size as it is seen, after orientation', async () => {
    const inspected = await processor.inspect(await pictures.phoneJpeg(6));
    expect([inspected.width, inspected.height]).toEqual([200, 320]);
  });

  it('the inspection refuses types that are not stored', async () => {
    for (const format of ['gif', 'avif'] as const) {
      const bytes = await pictures.quadrants().toFormat(format).toBuffer();
      await expect(processor.inspect(bytes)).rejects.toMatchObject({
        code: 'image.unsupported_type',
      });
    }
  });

  it.each(['png', 'jpeg', 'webp'] as const)(
    'the inspection refuses a %s whose last pixels are missing',
    async (format) => {
      const whole = await pictures.photo(600, 400).toFormat(format).toBuffer();
      const torn = whole.subarray(0, Math.floor(whole.length * 0.9));
      await expect(processor.inspect(torn)).rejects.toMatchObject({ code: 'image.unreadable' });
    },
  );

  it('the inspection takes more bytes than an upload may have', async () => {
    const { bytes } = await pictures.picture(pictures.noise(2048, 1800));
    expect(bytes.length).toBeGreaterThan(10 * 1024 * 1024);
    expect((await processor.inspect(bytes)).bytes).toBe(bytes);
  });
});

describe('a contact sheet', () => {
  const colors: pictures.Rgb[] = Array.from({ length: 10 }, (_, index) => [
    250 - index * 25,
    index * 25,
    index % 2 === 0 ? 220 : 30,
  ]);

  it.each([2, 3, 4, 5, 6, 7, 8, 9, 10])(
    'a contact sheet shows all of %i pictures, whole',
    async (count) => {
      const parts = await Promise.all(
        colors
          .slice(0, count)
          .map((color, index) =>
            pictures.picture(pictures.solid(color, index % 2 === 0 ? 400 : 200, 300)),
          ),
      );
      const sheet = await processor.contactSheet(parts);
      expect(sheet.mediaType).toBe('image/jpeg');
      expect(Math.max(sheet.width, sheet.height)).toBeLessThanOrEqual(1024);
      expect(Math.max(sheet.width, sheet.height)).toBeGreaterThan(900);
      const areas = await boundingBoxes(sheet.bytes, colors.slice(0, count));
      for (const [index, area] of areas.entries()) {
        const aspect = index % 2 === 0 ? 400 / 300 : 200 / 300;
        expect(Math.abs(area.width / area.height / aspect - 1)).toBeLessThan(0.05);
        expect(area.width).toBeGreaterThan(80);
      }
      expect(overlapping(areas)).toEqual([]);
    },
  );

  it('a contact sheet goes on in reading order', async () => {
    const parts = await Promise.all(
      colors.slice(0, 4).map((color) => pictures.picture(pictures.solid(color, 100, 100))),
    );
    const [a, b, c, d] = await boundingBoxes(
      (await processor.contactSheet(parts)).bytes,
      colors.slice(0, 4),
    );
    expect(a!.left).toBeLessThan(b!.left);
    expect(a!.top).toBe(b!.top);
    expect(c!.top).toBeGreaterThan(a!.top);
    expect(c!.left).toBeLessThan(d!.left);
  });

  it('a contact sheet copes with extreme aspects', async () => {
    const parts = [
      await pictures.picture(pictures.solid([255, 0, 0], 4000, 3)),
      await pictures.picture(pictures.solid([0, 255, 0], 3, 4000)),
      await pictures.picture(pictures.solid([0, 0, 255], 1, 1)),
    ];
    const sheet = await processor.contactSheet(parts);
    expect(Math.max(sheet.width, sheet.height)).toBeLessThanOrEqual(1024);
  });

  it('a contact sheet is not made of one picture, nor of eleven', async () => {
    const one = await pictures.picture(pictures.solid([1, 2, 3], 8, 8));
    await expect(processor.contactSheet([one])).rejects.toThrow(RangeError);
    await expect(processor.contactSheet(Array.from({ length: 11 }, () => one))).rejects.toThrow(
      RangeError,
    );
  });
});

describe('the placeholder', () => {
  it('the placeholder is a gray PNG of 512 × 512 pixels', async () => {
    const drawn = await processor.placeholder('This picture is missing.');
    expect(drawn).toMatchObject({ mediaType: 'image/png', width: 512, height: 512 });
    const [red, green, blue] = await pictures.colorAt(drawn.bytes, 0.02, 0.02);
    expect(Math.max(red, green, blue) - Math.min(red, green, blue)).toBeLessThan(8);
  });

  it('the placeholder has the sentence in light letters in its middle, within the margins', async () => {
    const drawn = await processor.placeholder('This picture is missing.');
    const ink = await lightPixels(drawn.bytes);
    expect(ink.middle).toBeGreaterThan(800);
    expect(ink.border).toBe(0);
    const longer = await processor.placeholder('This picture is missing. '.repeat(4));
    expect((await lightPixels(longer.bytes)).middle).toBeGreaterThan(ink.middle * 3);
  });

  it('the placeholder draws different sentences differently and the same one alike', async () => {
    const [one, same, other] = await Promise.all(
      ['missing', 'missing', 'damaged'].map((userMessage) => processor.placeholder(userMessage)),
    );
    expect(one!.bytes.equals(same!.bytes)).toBe(true);
    expect(one!.bytes.equals(other!.bytes)).toBe(false);
  });

  it.each([
    ['markup', '<b>a</b> & <i>'],
    ['control characters', 'a\0b\u0007\n\tc'],
    ['half an emoji', 'a\uD83D b'],
    ['one endless word', 'x'.repeat(5000)],
    ['a long text', 'words and words '.repeat(500)],
  ])('the placeholder takes %s as plain text that stays inside', async (_, userMessage) => {
    const ink = await lightPixels((await processor.placeholder(userMessage)).bytes);
    expect(ink.middle).toBeGreaterThan(30);
    expect(ink.border).toBe(0);
  });

  it('the placeholder draws something for a sentence without a letter', async () => {
    for (const userMessage of ['', ' \n'])
      expect((await processor.placeholder(userMessage)).width).toBe(512);
  });
});

async function lightPixels(bytes: Buffer): Promise<{ middle: number; border: number }> {
  const { data, info } = await sharp(bytes).greyscale().raw().toBuffer({ resolveWithObject: true });
  const ink = { middle: 0, border: 0 };
  for (let index = 0; index < data.length; index += info.channels) {
    if (data[index]! < 200) continue;
    const x = (index / info.channels) % info.width;
    const y = Math.floor(index / info.channels / info.width);
    const inside = x >= 20 && y >= 20 && x < info.width - 20 && y < info.height - 20;
    ink[inside ? 'middle' : 'border'] += 1;
  }
  return ink;
}

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

function far(one: number, other: number): boolean {
  return one > other + 5 || one < other - 5;
}

async function boundingBoxes(bytes: Buffer, wanted: readonly pictures.Rgb[]): Promise<Box[]> {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  return wanted.map(([red, green, blue]) => {
    let [left, top, right, bottom] = [info.width, info.height, 0, 0];
    for (let y = 0, at = 0; y < info.height; y += 1) {
      for (let x = 0; x < info.width; x += 1, at += 3) {
        if (far(data[at]!, red) || far(data[at + 1]!, green) || far(data[at + 2]!, blue)) continue;
        if (x < left) left = x;
        if (x > right) right = x;
        if (y < top) top = y;
        if (y > bottom) bottom = y;
      }
    }
    return { left, top, width: right - left + 1, height: bottom - top + 1 };
  });
}

function overlapping(boxes: readonly Box[]): [Box, Box][] {
  return boxes.flatMap((a, index) =>
    boxes
      .slice(index + 1)
      .filter(
        (b) =>
          a.left < b.left + b.width &&
          b.left < a.left + a.width &&
          a.top < b.top + b.height &&
          b.top < a.top + a.height,
      )
      .map((b): [Box, Box] => [a, b]),
  );
}
