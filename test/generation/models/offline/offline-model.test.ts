import { describe, expect, it } from '@jest/globals';

import { AUTOMATIC_SETTINGS } from '../../../../src/interactions/settings.js';
import { styleByKey, styledPrompt } from '../../../../src/interactions/styles.js';
import { OfflineModel } from '../../../../src/generation/models/offline/offline-model.js';
import { drawPicture } from '../../../../src/imaging/drawing/draw-picture.js';
import { imageError } from '../../../../src/imaging/image-error.js';
import type { ImageProcessor } from '../../../../src/imaging/image-processor.js';
import { sharedImaging } from '../../../support/imaging.js';
import * as pictures from '../../../support/pictures.js';
import { strictDouble } from '../../../support/strict-double.js';
import { imageModelContract } from '../../image-model.contract.js';

const model = new OfflineModel(sharedImaging());
/** A signal that never fires, for one picture. */
const idle = () => new AbortController().signal;

imageModelContract('the offline model', () => model);

describe('the offline model', () => {
  it('the offline model answers with the drawing of its request', async () => {
    const photo = await pictures.picture(pictures.photo(320, 240), 'image/jpeg');
    const request = {
      prompt: 'a quiet lake',
      pictures: [photo],
      styleKey: 'sketch',
      settings: AUTOMATIC_SETTINGS,
      personId: 'ann',
    };
    const drawn = await drawPicture(request);
    expect(await model.generate(request, idle())).toEqual({
      picture: drawn,
      text: expect.stringMatching(
        /^Offline sketch, made on this machine; it knows only some English words\. .*IMAGE_MODEL=gemini and GOOGLE_API_KEY\.$/,
      ),
      model: 'offline-sketch',
      usage: null,
      thread: null,
    });
  });

  it.each([
    ['16:9', 16 / 9],
    ['9:16', 9 / 16],
  ])('the offline model draws in the ratio that was asked for: %s', async (aspectRatio, aspect) => {
    const request = {
      prompt: 'a quiet lake',
      pictures: [],
      styleKey: null,
      settings: { ...AUTOMATIC_SETTINGS, aspectRatio },
      personId: 'ann',
    };
    const { picture } = await model.generate(request, idle());
    expect(picture.width / picture.height).toBeCloseTo(aspect, 2);
  });

  it.each([
    ['1K', 1024],
    ['2K', 2048],
    ['4K', 4096],
  ])('the offline model draws in the size that was asked for: %s', async (imageSize, longSide) => {
    const request = {
      prompt: 'a quiet lake',
      pictures: [],
      styleKey: null,
      settings: { ...AUTOMATIC_SETTINGS, imageSize },
      personId: 'ann',
    };
    const { picture } = await model.generate(request, idle());
    expect(Math.max(picture.width, picture.height)).toBe(longSide);
  });

  it('the offline model draws the person’s words and not those of the style', async () => {
    const style = styleByKey('stained_glass')!;
    const prompt = styledPrompt(style, { prompt: 'a cat', hasPictures: false });
    const request = {
      pictures: [],
      styleKey: style.key,
      settings: AUTOMATIC_SETTINGS,
      personId: 'ann',
    };
    const { picture } = await model.generate({ ...request, prompt }, idle());
    const drawn = await drawPicture({ prompt: 'a cat', pictures: [], styleKey: style.key });
    expect(picture.bytes.equals(drawn.bytes)).toBe(true);
  });

  it('the offline model draws another picture of the same words for a card that has one', async () => {
    const request = {
      prompt: 'a quiet lake',
      pictures: [],
      styleKey: null,
      settings: AUTOMATIC_SETTINGS,
      personId: 'ann',
    };
    const drawn = await Promise.all(
      [0, 1, 1].map((variant) => model.generate({ ...request, variant }, idle())),
    );
    const [first, second, again] = drawn.map(({ picture }) => picture.bytes.toString('base64'));
    expect(second).not.toBe(first);
    expect(again).toBe(second);
  });

  it('the offline model gives up in the middle of a drawing when the signal fires', async () => {
    const stop = new AbortController();
    const asked = model.generate(
      {
        prompt: 'x',
        pictures: [],
        styleKey: 'oil_painting',
        settings: AUTOMATIC_SETTINGS,
        personId: 'ann',
      },
      stop.signal,
    );
    stop.abort();
    await expect(asked).rejects.toMatchObject({ code: 'model.aborted' });
  });

  it('the offline model says when a picture cannot be read', async () => {
    const whole = await pictures.picture(pictures.photo(300, 200), 'image/jpeg');
    const torn = { ...whole, bytes: whole.bytes.subarray(0, 3000) };
    const asked = model.generate(
      {
        prompt: 'x',
        pictures: [torn],
        styleKey: null,
        settings: AUTOMATIC_SETTINGS,
        personId: 'ann',
      },
      idle(),
    );
    await expect(asked).rejects.toMatchObject({ code: 'model.unreadable_input', retryable: false });
  });

  it.each([
    ['image.timeout', 1, 'model.timeout', true],
    ['image.unavailable', 0, 'model.overloaded', true],
    ['image.unreadable', 1, 'model.unreadable_input', false],
    ['image.unreadable', 0, 'model.defect', false],
  ] as const)(
    'the offline model translates %s with %d pictures to %s, and says whether another try may help',
    async (code, count, expected, isTransient) => {
      const cause = imageError(code, 'It did not work.');
      const draw = async (): Promise<never> => {
        throw cause;
      };
      const imaging = strictDouble<ImageProcessor>('ImageProcessor', { draw });
      const photo = await pictures.picture(pictures.photo(30, 20), 'image/jpeg');
      const asked = new OfflineModel(imaging).generate(
        {
          prompt: 'x',
          pictures: Array.from({ length: count }, () => photo),
          styleKey: null,
          settings: AUTOMATIC_SETTINGS,
          personId: 'ann',
        },
        idle(),
      );
      await expect(asked).rejects.toMatchObject({ code: expected, kind: { isTransient }, cause });
    },
  );
});
