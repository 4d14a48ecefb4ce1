import { describe, expect, it } from '@jest/globals';

import type { ImageModel } from '../../src/generation/models/image-model.js';
import { measuredModel } from '../../src/monitoring/measured-model.js';
import { AUTOMATIC_SETTINGS } from '../../src/interactions/settings.js';
import { FakeClock } from '../support/fake-clock.js';
import { blocked } from '../support/generation-doubles.js';
import { RecordingMetrics } from '../support/recording-metrics.js';
import { rejectionOf } from '../support/rejection-of.js';
import { strictDouble } from '../support/strict-double.js';

const REQUEST = {
  prompt: 'a secret cat',
  pictures: [],
  styleKey: null,
  settings: AUTOMATIC_SETTINGS,
  personId: 'ann',
};
const PICTURE = { bytes: Buffer.from('x'), mediaType: 'image/png', width: 1, height: 1 } as const;
const USAGE = {
  promptTokens: 7,
  outputTokens: 1290,
  imageTokens: 1280,
  textTokens: 10,
  thoughtTokens: null,
  totalTokens: 1297,
};
const { signal } = new AbortController();

function setUp(generate: (clock: FakeClock) => ReturnType<ImageModel['generate']>) {
  const clock = new FakeClock();
  const metrics = new RecordingMetrics();
  const model = strictDouble<ImageModel>('ImageModel', {
    name: 'a-model',
    generate: () => generate(clock),
  });
  return { metrics, measured: measuredModel(model, metrics, clock) };
}

describe('a measured model', () => {
  it('a measured model counts a picture with its time and tokens, and returns it', async () => {
    const answer = { picture: PICTURE, text: null, model: 'a-model', usage: USAGE, thread: null };
    const { metrics, measured } = setUp(async (clock) => {
      clock.advance(1_500);
      return answer;
    });
    expect(await measured.generate(REQUEST, signal)).toBe(answer);
    expect(metrics.durations).toEqual([1_500]);
    expect(metrics.calls).toEqual([
      [
        'modelCalled',
        { model: 'a-model', outcome: 'picture', promptTokens: 7, outputTokens: 1290 },
      ],
    ]);
  });

  it('a measured model counts a failure by its code, and throws it on', async () => {
    const refusal = blocked();
    const { metrics, measured } = setUp(() => Promise.reject(refusal));
    expect(await rejectionOf(measured.generate(REQUEST, signal))).toBe(refusal);
    expect(metrics.calls).toEqual([
      [
        'modelCalled',
        {
          model: 'a-model',
          outcome: 'model.blocked_prompt',
          promptTokens: null,
          outputTokens: null,
        },
      ],
    ]);
  });
});
