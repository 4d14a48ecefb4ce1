import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { GENERATION_FAILURES } from '../../../src/interactions/failure-kinds.js';
import { blocked, overloaded } from '../../support/generation-doubles.js';
import { busy } from '../../support/memory-persistence.js';
import { runUnderTest } from '../../support/run-under-test.js';
import {
  generation,
  generationIn,
  INTERACTION_ID,
  interactionState,
  LEASE,
  outputItem,
  TICKET,
} from '../../support/states.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('an attempt among other processes', () => {
  it('an attempt recognises its own claim when the answer to that was lost', async () => {
    const { stored, calls, attempt, statuses } = runUnderTest();
    stored.lostAnswers = 1;
    const made = attempt();
    await jest.advanceTimersByTimeAsync(5_000);
    expect(await made).toEqual({ kind: 'outcome' });
    expect(statuses()).toEqual(['running', 'produced']);
    expect(calls).toHaveLength(1);
  });

  it('an attempt adds its picture once, though the answer to storing it was lost and the card asks for another one', async () => {
    const { stored, attempt } = runUnderTest(async () => {
      stored.lostAnswers = 1;
      return outputItem();
    });
    const made = attempt();
    await jest.advanceTimersByTimeAsync(0);
    expect(stored.state.generation?.status).toBe('produced');
    stored.state = { ...stored.state, generation: generation({ id: 'the next one' }) };
    await jest.advanceTimersByTimeAsync(5_000);
    await made;
    expect(stored.state.outputs).toEqual([outputItem()]);
  });

  it('an attempt is not made while other processes make as many pictures for the person as they may', async () => {
    const { stored, calls, attempt, statuses } = runUnderTest();
    stored.isOccupied = true;
    expect(await attempt()).toEqual({ kind: 'occupied' });
    expect(statuses()).toEqual([]);
    expect(calls).toEqual([]);
  });

  it('giving up leaves a generation alone that another process runs meanwhile', async () => {
    const running = interactionState({ generation: generationIn('running') });
    const { stored, run, stop } = runUnderTest(undefined, running);
    await run.giveUp(INTERACTION_ID, TICKET.id, GENERATION_FAILURES.own.modelGone, stop.signal);
    expect(stored.saved).toEqual([]);
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

  it('an attempt that has lost its lease without knowing does not store its picture over the new one', async () => {
    const theirs = interactionState({ generation: generationIn('running') });
    const { stored, attempt, statuses } = runUnderTest(async () => {
      stored.state = theirs;
      return outputItem();
    });
    expect(await attempt()).toEqual({ kind: 'outcome' });
    expect(statuses()).toEqual(['running']);
    expect(stored.state).toBe(theirs);
  });

  it('an attempt that has lost its lease stores no picture that comes all the same', async () => {
    const theirs = interactionState({ generation: generationIn('delivered') });
    const { stored, attempt } = runUnderTest(async () => {
      stored.state = { ...theirs, generation: generation({ id: 'the next one' }) };
      stored.held.get(INTERACTION_ID)?.abort(new Error('the lease is lost'));
      return outputItem();
    });
    await attempt();
    expect(stored.state.outputs).toEqual([]);
  });

  it.each([
    ['refused', blocked()],
    ['overloaded', overloaded()],
  ])(
    'an attempt that has lost its lease without knowing does not end the new one when it is %s',
    async (_how, error) => {
      for (const status of ['running', 'requested'] as const) {
        const theirs = interactionState({ generation: generationIn(status) });
        const { stored, attempt } = runUnderTest(() => {
          stored.state = theirs;
          return Promise.reject(error);
        });
        expect(await attempt()).toEqual({ kind: 'outcome' });
        expect(stored.state).toBe(theirs);
      }
    },
  );
});
