import { describe, expect, it } from '@jest/globals';

import { FairQueue, type WaitingGeneration } from '../../src/generation/fair-queue.js';

const NOW_MS = 1_000_000;

/** `ann1` is the first request of ann, made one millisecond before `ann2`. */
function waiting(name: string, overrides: Partial<WaitingGeneration> = {}): WaitingGeneration {
  return {
    interactionId: name,
    personId: name.replace(/\d+$/, ''),
    requestedAtMs: Number(/\d+$/.exec(name)?.[0]),
    notBeforeMs: 0,
    ...overrides,
  };
}

function lineOf(...names: string[]): FairQueue {
  const line = new FairQueue();
  for (const name of names) line.add(waiting(name));
  return line;
}

const anybody = () => true;
const notAnn = ({ personId }: WaitingGeneration) => personId !== 'ann';

function takeAll(line: FairQueue): string[] {
  const taken: string[] = [];
  for (let next = line.take(NOW_MS, anybody); next; next = line.take(NOW_MS, anybody)) {
    taken.push(next.interactionId);
  }
  return taken;
}

describe('the fair queue', () => {
  it('the fair queue serves people one after the other, and each one’s requests in their order', () => {
    const line = lineOf('ann1', 'ann2', 'ann3', 'ben2', 'ben1', 'cleo1');
    expect(takeAll(line)).toEqual(['ann1', 'ben1', 'cleo1', 'ann2', 'ben2', 'ann3']);
    expect(line.length).toBe(0);
  });

  it('the fair queue lets no newcomer wait for somebody who has asked for fifty', () => {
    const line = lineOf(...Array.from({ length: 50 }, (_, n) => `ann${n}`));
    expect(line.take(NOW_MS, anybody)?.interactionId).toBe('ann0');
    line.add(waiting('ben1'));
    expect(takeAll(line).slice(0, 3)).toEqual(['ben1', 'ann1', 'ann2']);
  });

  it('the fair queue foretells the order in which it serves', () => {
    const line = lineOf('ann0', 'ann1', 'ann2', 'ann3', 'ben1', 'ben2', 'cleo1');
    line.take(NOW_MS, anybody);
    line.add(waiting('cleo0', { notBeforeMs: NOW_MS + 1 }));
    const order = line.inOrder(NOW_MS).map(({ interactionId }) => interactionId);
    for (const [place, id] of order.entries()) expect(line.placeOf(id, NOW_MS)).toBe(place);
    expect(takeAll(line)).toEqual(order);
    expect(line.placeOf('ann1', NOW_MS)).toBeNull();
  });

  it('the fair queue passes over who may not run now, and keeps their place', () => {
    const line = lineOf('ann1', 'ben1');
    expect(line.take(NOW_MS, notAnn)?.interactionId).toBe('ben1');
    expect(line.take(NOW_MS, notAnn)).toBeUndefined();
    expect(line.take(NOW_MS, anybody)?.interactionId).toBe('ann1');
  });

  it('the fair queue takes no turn from somebody for whom nothing could be done', () => {
    const line = lineOf('ann1', 'ben1', 'cleo1', 'ann2');
    const taken = [line.take(NOW_MS, anybody), line.take(NOW_MS, anybody)];
    for (const each of taken) line.giveBack(each!);
    expect(takeAll(line)).toEqual(['ann1', 'ben1', 'cleo1', 'ann2']);
  });

  it('the fair queue takes no second turn back from somebody who was served meanwhile', () => {
    const line = lineOf('ann1', 'ann2', 'ann3');
    const first = line.take(NOW_MS, anybody);
    expect(line.take(NOW_MS, anybody)?.interactionId).toBe('ann2');
    line.add(waiting('ben1'));
    line.giveBack(first!);
    expect(takeAll(line)).toEqual(['ben1', 'ann1', 'ann3']);
  });

  it('the fair queue keeps back what is not due yet, and knows when it will be', () => {
    const line = lineOf('ann1');
    line.add(waiting('ben1', { notBeforeMs: NOW_MS + 500 }));
    line.add(waiting('cleo1', { notBeforeMs: NOW_MS + 200 }));
    expect(line.nextDueMs(NOW_MS)).toBe(NOW_MS + 200);
    expect(line.inOrder(NOW_MS)).toHaveLength(1);
    expect(takeAll(line)).toEqual(['ann1']);
    expect(line.take(NOW_MS + 200, anybody)?.interactionId).toBe('cleo1');
    expect(line.nextDueMs(NOW_MS + 500)).toBeUndefined();
  });

  it('the fair queue has each interaction once, however often it is added, and forgets it when told', () => {
    const line = lineOf('ann1', 'ann1', 'ann2');
    expect(line.length).toBe(2);
    expect(line.has('ann1')).toBe(true);
    line.remove('ann1');
    expect(line.has('ann1')).toBe(false);
    line.remove('nobody1');
    expect(line.all().map(({ interactionId }) => interactionId)).toEqual(['ann2']);
  });

  it('the fair queue remembers who was served while nobody else was waiting', () => {
    const line = lineOf('ann1');
    takeAll(line);
    line.add(waiting('ann2'));
    line.add(waiting('ben1'));
    expect(takeAll(line)).toEqual(['ben1', 'ann2']);
  });

  it('the fair queue remembers a thousand people, and no more', () => {
    const line = lineOf('first1');
    for (let n = 0; n < 1_000; n += 1) line.add(waiting(`person${n}x1`));
    takeAll(line);
    line.add(waiting('person999x2'));
    line.add(waiting('first2'));
    expect(takeAll(line)).toEqual(['first2', 'person999x2']);
  });

  it('the fair queue forgets nobody who waits, however many do', () => {
    const people = Array.from({ length: 3_000 }, (_, n) => `person${n}x`);
    const line = lineOf('ann1', 'ann2', 'ann3', ...people.map((name) => `${name}1`));
    const taken = takeAll(line);
    expect(taken[0]).toBe('ann1');
    expect(taken.slice(-2)).toEqual(['ann2', 'ann3']);
  });
});
