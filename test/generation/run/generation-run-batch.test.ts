import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { GENERATION_FAILURES } from '../../../src/interactions/failure-kinds.js';
import { ModelError } from '../../../src/interactions/model-error.js';
import { AUTOMATIC_SETTINGS } from '../../../src/interactions/settings.js';
import { blocked, overloaded } from '../../support/generation-doubles.js';
import { runUnderTest } from '../../support/run-under-test.js';
import {
  generation,
  interactionState,
  outputItem,
  outputKey,
  storedImage,
} from '../../support/states.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/**
 * A generation of two pictures; each call throws the next error, or makes a picture without one.
 */
function twoPictures(...errors: readonly (Error | null)[]) {
  let call = 0;
  const settings = { ...AUTOMATIC_SETTINGS, count: 2 };
  const state = interactionState({ generation: generation({ settings }) });
  return runUnderTest(async () => {
    call += 1;
    const error = errors[call - 1];
    if (error) throw error;
    return outputItem({ image: storedImage({ key: outputKey(call) }) });
  }, state);
}

const noPicture = () => new ModelError(GENERATION_FAILURES.finishReason.NO_IMAGE);

describe('an attempt for one of several pictures', () => {
  it('an attempt asks for one picture and stores it, and the next attempt for the other one', async () => {
    const { stored, attempt, calls } = twoPictures();
    expect(await attempt()).toEqual({ kind: 'next_picture' });
    expect(calls).toHaveLength(1);
    expect(stored.state).toMatchObject({ generation: { status: 'requested', made: 1 } });
    expect(stored.state.outputs).toHaveLength(1);
    expect(await attempt()).toEqual({ kind: 'outcome' });
    expect(stored.state).toMatchObject({ generation: { status: 'produced', made: 2 } });
    expect(stored.state.outputs).toHaveLength(2);
  });

  it('an attempt without a picture ends that picture, where the model may answer the next one otherwise', async () => {
    const { stored, attempt } = twoPictures(noPicture());
    expect(await attempt()).toEqual({ kind: 'next_picture' });
    expect(await attempt()).toEqual({ kind: 'outcome' });
    expect(stored.state.generation).toMatchObject({
      status: 'produced',
      made: 1,
      lost: [{ code: 'model.no_picture' }],
    });
  });

  it('an attempt whose prompt is refused ends the request: every other call would be refused, too', async () => {
    const { stored, attempt } = twoPictures(blocked());
    expect(await attempt()).toEqual({ kind: 'outcome' });
    expect(stored.state.generation).toMatchObject({ status: 'failing', made: 0 });
  });

  it('an attempt that can be repeated is repeated for its own picture', async () => {
    const { stored, attempt } = twoPictures(null, overloaded());
    await attempt();
    expect(await attempt()).toMatchObject({ kind: 'retry', code: 'model.overloaded' });
    expect(stored.state.generation).toMatchObject({ status: 'requested', made: 1, failures: 1 });
    expect(await attempt()).toEqual({ kind: 'outcome' });
    expect(stored.state.generation).toMatchObject({ status: 'produced', made: 2, lost: [] });
  });
});
