import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { runUnderTest } from '../../support/run-under-test.js';
import {
  generationIn,
  INTERACTION_ID,
  interactionState,
  outputItem,
} from '../../support/states.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('an attempt that is stopped', () => {
  it('an attempt is interrupted and its row left as it is when the process stops while the model works', async () => {
    const { stored, logger, stop, attempt } = runUnderTest(async (_state, _made, signal) => {
      stop.abort(new Error('the process is stopping'));
      signal.throwIfAborted();
      return outputItem();
    });
    expect(await attempt()).toEqual({ kind: 'interrupted' });
    expect(stored.state.generation?.status).toBe('running');
    expect(logger.messages('info')).toEqual(['Generation left for later']);
    expect(stored.held.size).toBe(0);
    expect(stored.ended).toEqual([INTERACTION_ID]);
  });

  it('an attempt that is cancelled leaves the row to whoever cancelled it', async () => {
    const { stored, cancel, attempt, statuses } = runUnderTest(async (_state, _made, signal) => {
      stored.state = interactionState({ generation: generationIn('cancelling') });
      cancel.abort(new Error('called off'));
      signal.throwIfAborted();
      return outputItem();
    });
    expect(await attempt()).toEqual({ kind: 'outcome' });
    expect(statuses()).toEqual(['running']);
    expect(stored.state.generation?.status).toBe('cancelling');
  });

  it('an attempt that is cancelled keeps a picture that comes all the same', async () => {
    const { stored, cancel, attempt } = runUnderTest(async () => {
      stored.state = interactionState({ generation: generationIn('cancelled') });
      cancel.abort(new Error('called off'));
      return outputItem();
    });
    await attempt();
    expect(stored.state).toMatchObject({
      outputs: [outputItem()],
      generation: { status: 'produced' },
    });
  });
});
