import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';

import { AppError } from '../../src/platform/app-error.js';
import type { ImageModel, ModelRequest } from '../../src/generation/models/image-model.js';
import { AUTOMATIC_SETTINGS } from '../../src/interactions/settings.js';
import * as pictures from '../support/pictures.js';

/** What every `ImageModel` promises. `make` gives a model that is able to make pictures. */
export function imageModelContract(name: string, make: () => ImageModel): void {
  describe(`${name} as an image model`, () => {
    const requests: [string, () => Promise<ModelRequest>][] = [
      ['a prompt alone', async () => request({ prompt: 'a lighthouse' })],
      ['a prompt and a picture', async () => request({ pictures: [await jpeg()] })],
      [
        'a style and several pictures',
        async () =>
          request({ pictures: [await jpeg(), await glass(), await jpeg()], styleKey: 'sketch' }),
      ],
      [
        'ten pictures',
        async () => request({ pictures: await Promise.all(Array.from({ length: 10 }, jpeg)) }),
      ],
      ['a style it does not know', async () => request({ styleKey: 'of_tomorrow' })],
      ['a prompt of 4,000 characters', async () => request({ prompt: 'é🐈 '.repeat(1000) })],
    ];

    it(`${name} has a name for people`, () => {
      expect(make().name).toMatch(/\S/);
    });

    it.each(requests)(`${name} makes one whole picture of %s`, async (_, ask) => {
      const { picture, model } = await make().generate(await ask(), idle());
      expect(model).toBe(make().name);
      const metadata = await sharp(picture.bytes).metadata();
      await sharp(picture.bytes).stats();
      expect(`image/${metadata.format}`).toBe(picture.mediaType);
      expect([metadata.width, metadata.height]).toEqual([picture.width, picture.height]);
      expect(['image/png', 'image/jpeg', 'image/webp']).toContain(picture.mediaType);
    });

    it(`${name} takes a conversation of its own turns, or works from the picture alone`, async () => {
      const model = make();
      const first = await model.generate(request({ prompt: 'a lighthouse' }), idle());
      const { picture, thread } = first;
      const turn = { prompt: 'a lighthouse', pictures: [], picture };
      const earlier = [{ ...turn, kept: thread?.kept ?? 'something of another model' }];
      const second = await model.generate(request({ pictures: [picture], earlier }), idle());
      expect(second.thread?.earlier ?? null).toBe(thread === null ? null : 1);
    });

    it(`${name} leaves the request and its pictures as they are`, async () => {
      const picture = await jpeg();
      const before = Buffer.from(picture.bytes);
      await make().generate(request({ pictures: [picture] }), idle());
      expect(picture.bytes.equals(before)).toBe(true);
    });

    it(`${name} answers several requests at once`, async () => {
      const model = make();
      const asked = Array.from({ length: 4 }, async (_, index) =>
        model.generate(request({ prompt: `picture ${index}` }), idle()),
      );
      expect(await Promise.all(asked)).toHaveLength(4);
    });

    it(`${name} does not begin when the signal has fired already`, async () => {
      await expect(make().generate(request({}), AbortSignal.abort())).rejects.toMatchObject({
        code: 'model.aborted',
        retryable: true,
      });
    });

    it(`${name} gives up with model.aborted when the signal fires`, async () => {
      const stop = new AbortController();
      const asked = make().generate(request({ pictures: [await jpeg()] }), stop.signal);
      stop.abort();
      await expect(asked).rejects.toMatchObject({ code: 'model.aborted' });
    });

    it(`${name} refuses a damaged picture, or makes one all the same, but never throws anything else`, async () => {
      const whole = await jpeg();
      const torn = { ...whole, bytes: whole.bytes.subarray(0, 400) };
      const asked = make().generate(request({ pictures: [torn, whole] }), idle());
      const outcome = await asked.then(
        () => 'a picture',
        (error: unknown) => (error instanceof AppError ? error.code : String(error)),
      );
      expect(outcome).toMatch(/^(a picture|model\.\w+)$/);
    });
  });
}

function idle(): AbortSignal {
  return new AbortController().signal;
}

function request(more: Partial<ModelRequest>): ModelRequest {
  return {
    prompt: 'make it better',
    pictures: [],
    styleKey: null,
    settings: AUTOMATIC_SETTINGS,
    personId: 'ann',
    ...more,
  };
}

async function jpeg(): Promise<ModelRequest['pictures'][number]> {
  return await pictures.picture(pictures.photo(320, 240), 'image/jpeg');
}

async function glass(): Promise<ModelRequest['pictures'][number]> {
  return await pictures.picture(pictures.cutOut());
}
