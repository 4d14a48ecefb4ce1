import { describe, expect, it } from '@jest/globals';

import { AUTOMATIC_SETTINGS } from '../../../../src/interactions/settings.js';
import { OfflineModel } from '../../../../src/generation/models/offline/offline-model.js';
import { drawPicture } from '../../../../src/imaging/drawing/draw-picture.js';
import { ImagingQueue } from '../../../../src/imaging/imaging-queue.js';
import * as pictures from '../../../support/pictures.js';
import { imageModelContract } from '../../image-model.contract.js';

const model = new OfflineModel(new ImagingQueue());
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
    };
    const drawn = await drawPicture(request, idle());
    expect(await model.generate(request, idle())).toEqual({
      picture: drawn,
      text: null,
      model: 'offline model',
      usage: null,
    });
  });

  it('the offline model gives up between two steps of a drawing when the signal fires', async () => {
    const stop = new AbortController();
    const queue = new ImagingQueue();
    const slow = new OfflineModel(queue);
    const asked = slow.generate(
      { prompt: 'x', pictures: [], styleKey: 'oil_painting', settings: AUTOMATIC_SETTINGS },
      stop.signal,
    );
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
    const asked = model.generate(
      { prompt: 'x', pictures: [torn], styleKey: null, settings: AUTOMATIC_SETTINGS },
      idle(),
    );
    await expect(asked).rejects.toMatchObject({ code: 'model.unreadable_input', retryable: false });
  });
});
