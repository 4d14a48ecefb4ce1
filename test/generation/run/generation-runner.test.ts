import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { GENERATION_FAILURES } from '../../../src/interactions/failure-kinds.js';
import { gate } from '../../support/gate.js';
import { blocked, overloaded } from '../../support/generation-doubles.js';
import { busy } from '../../support/memory-persistence.js';
import { runnerUnderTest } from '../../support/runner-under-test.js';
import {
  generationIn,
  INTERACTION_ID,
  interactionState,
  OTHER_INTERACTION_ID,
  outputItem,
  TICKET,
} from '../../support/states.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('a try of a generation', () => {
  it('claims it, asks for one picture, and stores that as its output', async () => {
    const { stored, calls, run, statuses } = runnerUnderTest();
    expect(await run()).toEqual({ kind: 'outcome' });
    expect(statuses()).toEqual(['running', 'produced']);
    expect(stored.state.outputs).toEqual([outputItem()]);
    expect(calls).toHaveLength(1);
  });

  it('holds a lease of this process, and renews it as long as the model works', async () => {
    const answer = gate();
    const { stored, clock, run } = runnerUnderTest(async () => {
      await answer.opened;
      return outputItem();
    });
    const ran = run();
    await jest.advanceTimersByTimeAsync(0);
    const lease = stored.state.generation?.lease;
    expect(lease).toEqual({
      owner: expect.any(String),
      since: '2026-11-24T12:00:00.000Z',
      until: '2026-11-24T12:01:00.000Z',
    });
    clock.advance(20_000);
    await jest.advanceTimersByTimeAsync(20_000);
    expect(stored.renewals).toMatchObject([
      { owner: lease?.owner, until: '2026-11-24T12:01:20.000Z' },
    ]);
    answer.open();
    await ran;
    expect(jest.getTimerCount()).toBe(0);
  });

  it('goes on though a lease could not be renewed', async () => {
    const answer = gate();
    const { stored, logger, run } = runnerUnderTest(async () => {
      await answer.opened;
      return outputItem();
    });
    const ran = run();
    await jest.advanceTimersByTimeAsync(0);
    stored.failures.push(busy());
    await jest.advanceTimersByTimeAsync(20_000);
    expect(logger.messages('warn')).toEqual(['Lease could not be renewed']);
    answer.open();
    expect(await ran).toEqual({ kind: 'outcome' });
  });

  it('that the model refuses keeps the card and says why', async () => {
    const { stored, run, statuses } = runnerUnderTest(() => Promise.reject(blocked()));
    expect(await run()).toEqual({ kind: 'outcome' });
    expect(statuses()).toEqual(['running', 'failing']);
    expect(stored.state).toMatchObject({ view: 'process_view', outputs: [], currentIndex: 0 });
    expect(stored.state.generation?.failure).toEqual({
      code: 'model.blocked_prompt',
      retryable: false,
      promptIsReason: true,
      userMessage: 'The model refused this request for safety reasons.',
    });
  });

  it('that finds the model overloaded is stored as one to repeat, with its reason', async () => {
    const { stored, clock, run, statuses } = runnerUnderTest(() =>
      Promise.reject(overloaded(20_000)),
    );
    const result = await run();
    expect(statuses()).toEqual(['running', 'requested']);
    const { retry, failures } = stored.state.generation!;
    expect(failures).toBe(1);
    expect(retry?.failure.code).toBe('model.overloaded');
    expect(result).toEqual({ kind: 'again', notBeforeMs: Date.parse(retry!.notBefore) });
    expect(Date.parse(retry!.notBefore) - clock.now()).toBeGreaterThanOrEqual(20_000);
  });

  it('fails in the end when the model does not recover, with a reason that allows another click', async () => {
    const { stored, metrics, run, statuses } = runnerUnderTest(() => Promise.reject(overloaded()));
    for (const kind of ['again', 'again', 'outcome']) expect(await run()).toMatchObject({ kind });
    const retried = ['generationRetried', 'model.overloaded'];
    expect(metrics.calls).toEqual([retried, retried]);
    expect(statuses().at(-1)).toBe('failing');
    expect(stored.state.generation?.failure).toMatchObject({ retryable: true });
  });

  it('that meets a defect says something true, and logs the defect', async () => {
    const defect = new TypeError('x is undefined');
    const { stored, logger, run } = runnerUnderTest(() => Promise.reject(defect));
    await run();
    expect(stored.state.generation?.failure).toMatchObject({
      code: 'model.defect',
      retryable: true,
    });
    expect(stored.state.generation?.failure?.userMessage).not.toContain('undefined');
    expect(logger.lines).toContainEqual({
      level: 'error',
      fields: { interactionId: INTERACTION_ID, err: defect },
      message: 'Generation met a defect',
    });
  });

  it('is paid once, though storage fails for a while after the model has answered', async () => {
    const { stored, calls, run, statuses } = runnerUnderTest(async () => {
      stored.failures.push(busy(), busy(), busy(), busy());
      return outputItem();
    });
    const ran = run();
    await jest.advanceTimersByTimeAsync(120_000);
    await ran;
    expect(calls).toHaveLength(1);
    expect(statuses()).toEqual(['running', 'produced']);
  });

  it('is made by one of two workers', async () => {
    const answer = gate();
    const { calls, run } = runnerUnderTest(async () => {
      await answer.opened;
      return outputItem();
    });
    const first = run();
    await jest.advanceTimersByTimeAsync(0);
    expect(await run()).toEqual({ kind: 'outcome' });
    answer.open();
    await first;
    expect(calls).toHaveLength(1);
  });

  it('is paid once, though the start of the process takes up what a click has just woken', async () => {
    const { calls, run } = runnerUnderTest();
    await Promise.all([run(), run(true), run(true)]);
    expect(calls).toHaveLength(1);
  });

  it('of a dead worker is made when it is taken over, and not else', async () => {
    const running = interactionState({ generation: generationIn('running') });
    const { calls, run, statuses } = runnerUnderTest(undefined, running);
    await run(false);
    expect(calls).toEqual([]);
    await run(true);
    expect(statuses()).toEqual(['running', 'produced']);
  });

  it('over which one worker after the other died is not made any more', async () => {
    const running = { ...generationIn('running'), attempts: 10 };
    const { stored, calls, run } = runnerUnderTest(
      undefined,
      interactionState({ generation: running }),
    );
    await run(true);
    expect(calls).toEqual([]);
    expect(stored.state.generation?.failure).toMatchObject({
      code: 'model.interrupted',
      retryable: true,
    });
  });

  it('is left as it is when the process stops while the model works', async () => {
    const { stored, logger, stop, run } = runnerUnderTest(async (_state, _generation, signal) => {
      stop.abort(new Error('the process is stopping'));
      signal.throwIfAborted();
      return outputItem();
    });
    expect(await run()).toEqual({ kind: 'left' });
    expect(stored.state.generation?.status).toBe('running');
    expect(logger.messages('info')).toEqual(['Generation left for later']);
  });

  it('that was called off leaves the row to whoever called it off', async () => {
    const { stored, cancel, run, statuses } = runnerUnderTest(
      async (_state, _generation, signal) => {
        stored.state = interactionState({ generation: generationIn('cancelling') });
        cancel.abort(new Error('called off'));
        signal.throwIfAborted();
        return outputItem();
      },
    );
    expect(await run()).toEqual({ kind: 'outcome' });
    expect(statuses()).toEqual(['running']);
    expect(stored.state.generation?.status).toBe('cancelling');
  });

  it('keeps a picture that comes all the same', async () => {
    const { stored, cancel, run } = runnerUnderTest(async () => {
      stored.state = interactionState({ generation: generationIn('cancelled') });
      cancel.abort(new Error('called off'));
      return outputItem();
    });
    await run();
    expect(stored.state).toMatchObject({
      outputs: [outputItem()],
      generation: { status: 'produced' },
    });
  });

  it('keeps what it made when the card changes meanwhile', async () => {
    const { stored, run } = runnerUnderTest(async () => {
      stored.state = { ...stored.state, version: stored.state.version + 1, currentPrompt: 'new' };
      return outputItem();
    });
    await run();
    expect(stored.state).toMatchObject({ currentPrompt: 'new', outputs: [outputItem()] });
  });

  it('of an interaction that is gone is logged, and ends', async () => {
    const { logger, run } = runnerUnderTest();
    expect(await run(false, OTHER_INTERACTION_ID)).toEqual({ kind: 'left' });
    expect(logger.messages('error')).toEqual(['Generation could not be run']);
  });
});

describe('giving up a generation that waits', () => {
  it('stores why', async () => {
    const { stored, runner, stop } = runnerUnderTest();
    await runner.giveUp(INTERACTION_ID, TICKET.id, GENERATION_FAILURES.own.modelGone, stop.signal);
    expect(stored.state.generation).toMatchObject({
      status: 'failing',
      failure: { code: 'model.gone', retryable: true },
    });
  });
});
