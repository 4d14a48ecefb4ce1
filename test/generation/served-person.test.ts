import { expect, it } from '@jest/globals';

import { OfflineModel } from '../../src/generation/models/offline/offline-model.js';
import { DELIVERY_MAX_BYTES, OutputRecorder } from '../../src/generation/run/output-recorder.js';
import { ImageProcessor } from '../../src/imaging/image-processor.js';
import type { Picture } from '../../src/imaging/picture.js';
import type { ImagingPool } from '../../src/imaging/pool/imaging-pool.js';
import { AUTOMATIC_SETTINGS } from '../../src/interactions/settings.js';
import { FakeClock } from '../support/fake-clock.js';
import { GeminiFixture } from '../support/gemini-fixture.js';
import { memoryModelTurns } from '../support/memory-model-turns.js';
import { MemoryImageStore } from '../support/memory-image-store.js';
import { photo, picture } from '../support/pictures.js';
import { generation, INTERACTION_ID } from '../support/states.js';
import { strictDouble } from '../support/strict-double.js';

const gemini = new GeminiFixture();

/**
 * An image processor whose pool answers every job with a small picture, and notes for whom it is.
 */
async function imagingOf() {
  const small = await picture(photo(64, 48));
  const served: string[] = [];
  const pool = strictDouble<ImagingPool>('ImagingPool', {
    run: async ({ name }, { personId }) => {
      served.push(`${name} for ${personId}`);
      return small as never;
    },
  });
  const large: Picture = { ...small, bytes: Buffer.alloc(2 * DELIVERY_MAX_BYTES) };
  return { imaging: new ImageProcessor(pool), served, small, large };
}

it('the imaging pool knows for whom Gemini’s pictures are fitted, put together and inspected', async () => {
  const { imaging, served, small, large } = await imagingOf();
  const settings = { ...AUTOMATIC_SETTINGS, model: 'gemini-2.5-flash-image' };
  const pictures = [large, small, small, small];
  await gemini.ask({ pictures, settings, personId: 'ben' }, { imaging });
  expect(served).toEqual(['fit for ben', 'contactSheet for ben', 'inspect for ben']);
});

it('the imaging pool knows for whom the offline model draws', async () => {
  const { imaging, served } = await imagingOf();
  const request = { prompt: 'a cat', pictures: [], styleKey: null, settings: AUTOMATIC_SETTINGS };
  await new OfflineModel(imaging).generate(
    { ...request, personId: 'ben' },
    new AbortController().signal,
  );
  expect(served).toEqual(['draw for ben']);
});

it('the imaging pool knows for whom the recorder makes a copy that Discord accepts', async () => {
  const { imaging, served, large } = await imagingOf();
  const { turns } = memoryModelTurns();
  const recorder = new OutputRecorder(
    new MemoryImageStore(),
    imaging,
    'off',
    new FakeClock(),
    turns,
  );
  const made = { text: null, model: 'a model', usage: null, price: null, thread: null };
  const answer = { picture: large, ...made };
  const asked = generation({ requestedBy: '30000000000000001' });
  await recorder.record(INTERACTION_ID, asked, answer);
  expect(served).toEqual(['fit for 30000000000000001']);
});
