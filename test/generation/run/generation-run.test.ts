import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { GENERATION_FAILURES } from '../../../src/interactions/failure-kinds.js';
import { gate } from '../../support/gate.js';
import { blocked, overloaded } from '../../support/generation-doubles.js';
import { busy } from '../../support/memory-persistence.js';
import { runUnderTest } from '../../support/run-under-test.js';
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

describe('an attempt', () => {
  it('an attempt claims the generation, asks for one picture, and stores that as its output', async () => {
    const { stored, calls, attempt, statuses, logger } = runUnderTest();
    expect(await attempt()).toEqual({ kind: 'outcome' });
    expect(statuses()).toEqual(['running', 'produced']);
    expect(stored.state.outputs).toEqual([outputItem()]);
    expect(calls).toHaveLength(1);
    const { model, image } = outputItem();
    expect(logger.lines).toContainEqual({
      level: 'info',
      fields: { interactionId: INTERACTION_ID, durationMs: 0, model, key: image.key },
      message: 'Generation produced a picture',
    });
  });

  it('an attempt holds its lease as long as the model works, and no longer', async () => {
    const answer = gate();
    const { stored, attempt } = runUnderTest(async () => {
      await answer.opened;
      return outputItem();
    });
    const made = attempt();
    await jest.advanceTimersByTimeAsync(0);
    expect(stored.state.generation?.lease?.owner).toMatch(/^[0-9a-f-]{36}$/);
    expect([...stored.held.keys()]).toEqual([INTERACTION_ID]);
    answer.open();
    await made;
    expect(stored.held.size).toBe(0);
    expect(stored.state.generation?.lease).toBeNull();
  });

  it.each([
    ['is refused', blocked],
    ['meets a defect', () => new TypeError('x is undefined')],
    ['is to be repeated', overloaded],
  ])('an attempt that %s holds its lease no longer', async (_how, error) => {
    const { stored, attempt } = runUnderTest(() => Promise.reject(error()));
    await attempt();
    expect(stored.held.size).toBe(0);
  });

  it('an attempt that the model refuses keeps the card and says why', async () => {
    const { stored, attempt, statuses } = runUnderTest(() => Promise.reject(blocked()));
    expect(await attempt()).toEqual({ kind: 'outcome' });
    expect(statuses()).toEqual(['running', 'failing']);
    expect(stored.state).toMatchObject({ view: 'process_view', outputs: [], currentIndex: 0 });
    expect(stored.state.generation?.failure).toEqual({
      code: 'model.blocked_prompt',
      retryable: false,
      promptIsReason: true,
      userMessage: 'The model refused this request for safety reasons.',
    });
  });

  it('an attempt that finds the model overloaded is stored as one to repeat, with its reason', async () => {
    const { stored, clock, attempt, statuses } = runUnderTest(() =>
      Promise.reject(overloaded(20_000)),
    );
    const result = await attempt();
    expect(statuses()).toEqual(['running', 'requested']);
    const { retry, failures, firstFailureAt } = stored.state.generation!;
    expect(failures).toBe(1);
    expect(firstFailureAt).toBe(clock.iso());
    expect(retry?.failure.code).toBe('model.overloaded');
    expect(result).toEqual({
      kind: 'retry',
      code: 'model.overloaded',
      notBeforeMs: Date.parse(retry!.notBefore),
    });
    expect(Date.parse(retry!.notBefore) - clock.now()).toBeGreaterThanOrEqual(20_000);
  });

  it('the last attempt fails when the model does not recover, with a reason that allows another click', async () => {
    const { stored, attempt, statuses } = runUnderTest(() => Promise.reject(overloaded()));
    const retry = { kind: 'retry', code: 'model.overloaded' };
    for (const result of [retry, retry, { kind: 'outcome' }])
      expect(await attempt()).toMatchObject(result);
    expect(statuses().at(-1)).toBe('failing');
    expect(stored.state.generation?.failure).toMatchObject({ retryable: true });
  });

  it('an attempt that meets a defect says something true, and logs the defect', async () => {
    const defect = new TypeError('x is undefined');
    const { stored, logger, attempt } = runUnderTest(() => Promise.reject(defect));
    await attempt();
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

  it('an attempt is paid once, though storage fails for a while after the model has answered', async () => {
    const { stored, calls, attempt, statuses } = runUnderTest(async () => {
      stored.failures.push(busy(), busy(), busy(), busy());
      return outputItem();
    });
    const made = attempt();
    await jest.advanceTimersByTimeAsync(120_000);
    await made;
    expect(calls).toHaveLength(1);
    expect(statuses()).toEqual(['running', 'produced']);
  });

  it('an attempt is made by one of two workers', async () => {
    const answer = gate();
    const { calls, attempt } = runUnderTest(async () => {
      await answer.opened;
      return outputItem();
    });
    const first = attempt();
    await jest.advanceTimersByTimeAsync(0);
    expect(await attempt()).toEqual({ kind: 'outcome' });
    answer.open();
    await first;
    expect(calls).toHaveLength(1);
  });

  it('an attempt is paid once, though the start of the process takes up what a click has just woken', async () => {
    const { calls, attempt } = runUnderTest();
    await Promise.all([attempt(), attempt(), attempt()]);
    expect(calls).toHaveLength(1);
  });

  it('an attempt of a dead worker is made again when it is taken over, and not else', async () => {
    const running = interactionState({ generation: generationIn('running') });
    const { calls, attempt, takeOver, statuses } = runUnderTest(undefined, running);
    await attempt();
    expect(calls).toEqual([]);
    await takeOver();
    expect(statuses()).toEqual(['running', 'produced']);
  });

  it('an attempt over which one worker after the other died is not made any more', async () => {
    const running = { ...generationIn('running'), attempts: 10 };
    const { stored, calls, takeOver } = runUnderTest(
      undefined,
      interactionState({ generation: running }),
    );
    await takeOver();
    expect(calls).toEqual([]);
    expect(stored.state.generation?.failure).toMatchObject({
      code: 'model.interrupted',
      retryable: true,
    });
  });

  it('attempts that failed do not count as interrupted', async () => {
    const running = { ...generationIn('running'), attempts: 10, failures: 1 };
    const { calls, takeOver } = runUnderTest(undefined, interactionState({ generation: running }));
    await takeOver();
    expect(calls).toHaveLength(1);
  });

  it.each([
    [6, 5],
    [10, 9],
    [10, 5],
  ])(
    'an attempt after %d interruptions and %d failed tries still runs, and after one more interruption too many it does not',
    async (interruptions, failures) => {
      const after = (attempts: number) =>
        runUnderTest(
          undefined,
          interactionState({ generation: { ...generationIn('running'), attempts, failures } }),
        );
      // The attempt itself counts before it can be interrupted.
      const still = after(interruptions + failures - 1);
      await still.takeOver();
      expect(still.calls).toHaveLength(1);
      const tooMany = after(10 + failures);
      await tooMany.takeOver();
      expect(tooMany.calls).toEqual([]);
    },
  );

  it('an attempt keeps what it made when the card changes meanwhile', async () => {
    const { stored, attempt } = runUnderTest(async () => {
      stored.state = { ...stored.state, version: stored.state.version + 1, currentPrompt: 'new' };
      return outputItem();
    });
    await attempt();
    expect(stored.state).toMatchObject({ currentPrompt: 'new', outputs: [outputItem()] });
  });

  it.each([
    ['the picture arrives', async () => outputItem()],
    ['the model fails', async () => Promise.reject(overloaded())],
  ])(
    'an attempt whose interaction is removed before %s brings nothing back',
    async (_when, end) => {
      const { stored, logger, attempt, statuses } = runUnderTest(async () => {
        stored.isRemoved = true;
        return end();
      });
      expect(await attempt()).toEqual({ kind: 'outcome' });
      expect(statuses()).toEqual(['running']);
      expect(logger.messages('error')).toEqual([]);
    },
  );

  it('an attempt for an interaction that was removed leaves nothing to be done', async () => {
    const { logger, attempt } = runUnderTest();
    expect(await attempt(OTHER_INTERACTION_ID)).toEqual({ kind: 'outcome' });
    expect(logger.messages('error')).toEqual([]);
  });

  it('giving up stores why a generation that waits is not made', async () => {
    const { stored, run, stop } = runUnderTest();
    await run.giveUp(INTERACTION_ID, TICKET.id, GENERATION_FAILURES.own.modelGone, stop.signal);
    expect(stored.state.generation).toMatchObject({
      status: 'failing',
      failure: { code: 'model.gone', retryable: true },
    });
  });
});
