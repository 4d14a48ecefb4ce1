import { describe, expect, it } from '@jest/globals';

import { InFlight } from '../../src/platform/in-flight.js';
import { gate } from '../support/gate.js';
import { rejectionOf } from '../support/rejection-of.js';

const FAR_MS = 3_600_000;

const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout');

describe('the work in flight', () => {
  it('the result of work in flight is passed on as it ends, well or badly', async () => {
    const inFlight = new InFlight();
    await expect(inFlight.track(Promise.resolve('done'))).resolves.toBe('done');
    await expect(inFlight.track(Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });

  it('work in flight may be refused from the moment of the stop', async () => {
    const inFlight = new InFlight();
    expect(inFlight.isStopping).toBe(false);
    const stopped = inFlight.stop(FAR_MS);
    expect(inFlight.isStopping).toBe(true);
    await stopped;
  });

  it('work in flight is waited for when the process stops', async () => {
    const inFlight = new InFlight();
    const [first, second] = [gate(), gate()];
    const order: string[] = [];
    const works = [
      inFlight.track(first.opened).then(() => order.push('first')),
      inFlight.track(second.opened).then(() => order.push('second')),
    ];
    const stopped = inFlight.stop(FAR_MS).then(() => order.push('stopped'));
    first.open();
    await works[0];
    second.open();
    await Promise.all([...works, stopped]);
    expect(order).toEqual(['first', 'second', 'stopped']);
  });

  it('work in flight does not hold up the stop by failing', async () => {
    const inFlight = new InFlight();
    const work = inFlight.track(Promise.reject(new Error('broken')));
    const ended = rejectionOf(work);
    await inFlight.stop(FAR_MS);
    expect(await ended).toEqual(new Error('broken'));
  });

  it('work in flight is waited for no longer than the grace', async () => {
    const inFlight = new InFlight();
    const never = gate();
    const order: string[] = [];
    const work = inFlight.track(never.opened).then(() => order.push('ended'));
    await inFlight.stop(1);
    order.push('stopped');
    never.open();
    await work;
    expect(order).toEqual(['stopped', 'ended']);
  });

  it('the work in flight leaves no timer behind that would keep the process alive', async () => {
    const before = timers().length;
    await new InFlight().stop(FAR_MS);
    expect(timers().length).toBeLessThanOrEqual(before);
  });
});
