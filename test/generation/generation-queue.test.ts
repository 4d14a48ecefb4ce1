import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { queueUnderTest, requested } from '../support/queue-under-test.js';
import { generation, generationIn, interactionState, OVERLOAD } from '../support/states.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('the queue of generations', () => {
  it('the queue begins at once with what is woken, and shows its outcome', async () => {
    const { queue, attempts, end, delivered } = queueUnderTest();
    queue.schedule(requested('ann1'));
    expect(attempts).toMatchObject([{ id: 'ann1' }]);
    await end('ann1');
    expect(delivered).toEqual(['ann1']);
  });

  it('the queue does not line up what it is running already, as a start finds it once more', async () => {
    const { queue, attempts, end } = queueUnderTest();
    queue.schedule(requested('ann1'));
    queue.schedule(requested('ann1'));
    expect(queue.progressOf('ann1')).toBeNull();
    await end('ann1');
    expect(attempts).toHaveLength(1);
  });

  it('the queue runs no more at once than it may, in all and for one person, fair to all', async () => {
    const { queue, begun, end } = queueUnderTest({ concurrency: 2 });
    for (const name of ['ann1', 'ann2', 'ann3', 'ben4', 'ben5', 'cleo6']) {
      queue.schedule(requested(name));
    }
    expect(begun()).toEqual(['ann1', 'ben4']);
    await end('ann1');
    expect(begun().slice(2)).toEqual(['cleo6']);
    await end('ben4');
    expect(begun().slice(3)).toEqual(['ann2']);
    await end('cleo6');
    expect(begun().slice(4)).toEqual(['ben5']);
    await end('ann2');
    expect(begun().slice(5)).toEqual(['ann3']);
  });

  it('the queue lets one person have more pictures made at once where that is allowed', () => {
    const { queue, begun } = queueUnderTest({ concurrency: 3, concurrencyPerPerson: 2 });
    for (const name of ['ann1', 'ann2', 'ann3']) queue.schedule(requested(name));
    expect(begun()).toEqual(['ann1', 'ann2']);
  });

  it('the queue tells a card its place, about when it starts, and how long it usually takes then', async () => {
    const { queue, model, end } = queueUnderTest({ concurrency: 1 });
    for (const name of ['ann1', 'ben2', 'cleo3']) queue.schedule(requested(name));
    expect(queue.progressOf('ann1')).toBeNull();
    expect(queue.progressOf('cleo3')).toEqual({ kind: 'waiting', before: 2, startsInMs: null });
    model.averageMs = 10_000;
    expect(queue.progressOf('cleo3')).toEqual({
      kind: 'waiting',
      before: 2,
      startsInMs: 20_000,
    });
    expect(queue.progressOf('ann1')).toEqual({ kind: 'running', usualMs: 10_000 });
    await end('ann1');
    expect(queue.progressOf('cleo3')).toMatchObject({ before: 1 });
  });

  it('the queue repeats an attempt when it is due, and not before', async () => {
    const { queue, clock, begun, end, advance, delivered } = queueUnderTest();
    queue.schedule(requested('ann1'));
    await end('ann1', {
      kind: 'retry',
      code: 'model.overloaded',
      notBeforeMs: clock.now() + 20_000,
    });
    expect(delivered).toEqual([]);
    await advance(19_999);
    expect(begun()).toEqual(['ann1']);
    await advance(1);
    expect(begun()).toEqual(['ann1', 'ann1']);
  });

  it('the queue obeys after a restart the time that a row names', async () => {
    const { queue, clock, begun, advance } = queueUnderTest();
    const notBefore = new Date(clock.now() + 5_000).toISOString();
    const state = requested('ann1');
    const retry = { notBefore, failure: OVERLOAD };
    queue.schedule({ ...state, generation: { ...state.generation!, retry } });
    expect(begun()).toEqual([]);
    await advance(5_000);
    expect(begun()).toEqual(['ann1']);
  });

  it('the queue asks no model whose circuit breaker is open, says so, and goes on by itself when that closes', async () => {
    const { queue, clock, model, begun, advance } = queueUnderTest();
    model.openUntilMs = clock.now() + 30_000;
    queue.schedule(requested('ann1'));
    expect(begun()).toEqual([]);
    expect(queue.progressOf('ann1')).toEqual({ kind: 'breaker_open', untilMs: model.openUntilMs });
    await advance(30_000);
    expect(begun()).toEqual(['ann1']);
  });

  it('the queue lets nobody wait for more than ten minutes for a model whose circuit breaker stays open', async () => {
    const { queue, clock, begun, end, advance, die, givenUp, delivered } = queueUnderTest({
      concurrency: 1,
    });
    for (const name of ['ann1', 'ben2', 'cleo3']) queue.schedule(requested(name));
    await advance(5 * 60_000);
    queue.schedule(
      requested('dan4', {
        generation: generation({ requestedBy: 'dan', requestedAt: clock.iso() }),
      }),
    );
    await advance(6 * 60_000);
    die();
    await end('ann1', { kind: 'outcome' });
    expect(givenUp.map(([id, { code }]) => [id, code])).toEqual([
      ['ben2', 'model.gone'],
      ['cleo3', 'model.gone'],
    ]);
    expect(delivered.toSorted()).toEqual(['ann1', 'ben2', 'cleo3']);
    expect(begun()).toEqual(['ann1', 'dan4']);
  });

  it('the queue drops what waits when it is cancelled', async () => {
    const { queue, begun, end, delivered } = queueUnderTest({ concurrency: 1 });
    queue.schedule(requested('ann1'));
    queue.schedule(requested('ben2'));
    queue.cancel('ben2');
    await end('ann1');
    expect(begun()).toEqual(['ann1']);
    expect(delivered).toContain('ben2');
  });

  it('the queue aborts what runs when it is cancelled, and lets the next begin', async () => {
    const { queue, attempts, begun, advance } = queueUnderTest({ concurrency: 1 });
    queue.schedule(requested('ann1'));
    queue.schedule(requested('ben2'));
    queue.cancel('ann1');
    await advance(0);
    expect(attempts[0]?.cancelled.aborted).toBe(true);
    expect(attempts[0]?.stopping.aborted).toBe(false);
    expect(begun()).toEqual(['ann1', 'ben2']);
  });

  it('the queue begins anew on a card only when the attempt that was cancelled there has ended', async () => {
    const { queue, attempts, begun, end } = queueUnderTest({
      concurrency: 2,
      concurrencyPerPerson: 2,
    });
    queue.schedule(requested('ann1'));
    queue.schedule(requested('ann1', { generation: generation({ id: 'the next one' }) }));
    expect(begun()).toEqual(['ann1']);
    await end('ann1');
    expect(begun()).toEqual(['ann1', 'ann1']);
    expect(attempts).toHaveLength(2);
  });

  it('the queue shows outcomes that a former process left, without asking a model', async () => {
    const { queue, begun, advance, delivered } = queueUnderTest();
    for (const status of ['produced', 'failing', 'cancelling'] as const) {
      queue.schedule(interactionState({ id: status, generation: generationIn(status) }));
    }
    await advance(0);
    expect(begun()).toEqual([]);
    expect(delivered).toEqual(['produced', 'failing', 'cancelling']);
  });

  it('the queue runs, after a start, what a dead worker ran', () => {
    const { queue, attempts } = queueUnderTest();
    queue.schedule(interactionState({ generation: generationIn('running') }));
    expect(attempts).toHaveLength(1);
  });

  const LATER = { kind: 'retry', code: 'model.overloaded' } as const;

  it('the queue forgets a wait for a retry that is cancelled, so that a new request begins at once', async () => {
    const { queue, clock, begun, end, advance } = queueUnderTest();
    queue.schedule(requested('ann1'));
    await end('ann1', { ...LATER, notBeforeMs: clock.now() + 60_000 });
    queue.cancel('ann1');
    queue.schedule(requested('ann1'));
    expect(begun()).toEqual(['ann1', 'ann1']);
    await end('ann1');
    await advance(120_000);
    expect(begun()).toHaveLength(2);
  });

  it('the queue does not let the wait of a cancelled attempt replace a new request', async () => {
    const { queue, clock, attempts, begun, end } = queueUnderTest({ obey: false });
    const first = requested('ann1');
    queue.schedule(first);
    queue.cancel('ann1');
    const second = generation({ id: 'another one', requestedBy: 'ann' });
    queue.schedule({ ...first, generation: second });
    expect(begun()).toEqual(['ann1']);
    attempts[0]?.end({ ...LATER, notBeforeMs: clock.now() + 60_000 });
    await end('nobody');
    expect(begun()).toEqual(['ann1', 'ann1']);
  });

  it('the queue begins nothing more once it stops, and lets what runs end', async () => {
    const { queue, begun, end, delivered } = queueUnderTest({ concurrency: 1 });
    queue.schedule(requested('ann1'));
    queue.schedule(requested('ben2'));
    const stopped = queue.stop(25_000);
    queue.schedule(requested('cleo3'));
    await end('ann1');
    await stopped;
    expect(begun()).toEqual(['ann1']);
    expect(delivered).toEqual(['ann1']);
  });

  it('the queue leaves to the next start what does not end within the grace', async () => {
    const { queue, attempts, advance, delivered } = queueUnderTest();
    queue.schedule(requested('ann1'));
    const stopped = queue.stop(25_000);
    await advance(24_999);
    expect(attempts[0]?.stopping.aborted).toBe(false);
    await advance(1);
    await stopped;
    expect(attempts[0]?.stopping.aborted).toBe(true);
    expect(delivered).toEqual([]);
  });

  it('the queue waits a few seconds at most for what does not obey the stop', async () => {
    const { queue, advance } = queueUnderTest({ obey: false });
    queue.schedule(requested('ann1'));
    const order: string[] = [];
    const stopped = queue.stop(25_000).then(() => order.push('stopped'));
    await advance(27_999);
    order.push('almost three seconds after the grace');
    await advance(1);
    await stopped;
    expect(order).toEqual(['almost three seconds after the grace', 'stopped']);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('the queue does nothing at all while there is nothing to do', async () => {
    const { queue, end } = queueUnderTest();
    queue.schedule(requested('ann1'));
    await end('ann1');
    expect(jest.getTimerCount()).toBe(0);
  });
});
