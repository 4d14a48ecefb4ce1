import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { busy } from '../../support/memory-persistence.js';
import { runUnderTest } from '../../support/run-under-test.js';
import {
  generationIn,
  INTERACTION_ID,
  interactionState,
  LEASE,
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

  it('an attempt that loses its lease aborts its call and leaves the row to the new owner', async () => {
    const theirs = interactionState({ generation: generationIn('running') });
    const { stored, logger, attempt, statuses } = runUnderTest(async (_state, _made, signal) => {
      stored.state = theirs;
      stored.held.get(INTERACTION_ID)?.abort(new Error('the lease is lost'));
      signal.throwIfAborted();
      return outputItem();
    });
    expect(await attempt()).toEqual({ kind: 'outcome' });
    expect(statuses()).toEqual(['running']);
    expect(stored.state).toBe(theirs);
    expect(logger.messages('error')).toEqual([]);
    expect(stored.held.size).toBe(0);
  });

  it('an attempt that loses its lease says nothing of the failure that its call ends with', async () => {
    const { stored, attempt } = runUnderTest(async () => {
      stored.state = interactionState({ generation: generationIn('running') });
      stored.held.get(INTERACTION_ID)?.abort(new Error('the lease is lost'));
      throw busy();
    });
    expect(await attempt()).toEqual({ kind: 'outcome' });
    expect(stored.state.generation).toEqual({ ...generationIn('running'), lease: LEASE });
  });
});
