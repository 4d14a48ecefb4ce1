import { describe, expect, it } from '@jest/globals';

import { ERASURE_LEASE_MS } from '../../../src/persistence/erasures.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { ANN, ONE, PERSON, resultsOfAnn, TWO } from '../../support/erasure-fixture.js';
import { busy } from '../../support/memory-persistence.js';
import { newInteractionState } from '../../support/states.js';

/** What an erasure does in order, and which of its calls is the last before a kill. */
const KILLS = [
  ['note', 1],
  ['note', 2],
  ['cards', 1],
  ['cards', 2],
  ['requests', 2],
  ['row', 1],
  ['row', 2],
  ['images', 1],
  ['images', 2],
  ['images', 3],
  ['finish', 1],
] as const;

describe('an erasure that is cut off', () => {
  it.each(KILLS)(
    'an erasure that dies before the call of “%s” number %i is finished by the next worker, and counts everything once',
    async (step, call) => {
      const { erasures, cards, requests, inventory, images, run, clock, persistence } =
        await resultsOfAnn();
      const places = {
        note: [erasures, 'note'],
        cards: [cards, 'add'],
        requests: [requests, 'add'],
        row: [inventory, 'remove'],
        images: [images, 'removeAll'],
        finish: [erasures, 'finish'],
      } as const;
      await erasures.add(PERSON, clock.now());
      const [target, method] = places[step];
      failOnce(target, method, call);
      // A process that is killed gives nothing up.
      erasures.release = async () => undefined;
      expect((await appErrorOf(run(PERSON))).code).toBe('storage.busy');
      expect(await run(PERSON)).toBeNull();
      clock.advance(ERASURE_LEASE_MS);
      expect(await run(PERSON)).toMatchObject({ interactions: 2, images: 4, cards: 2 });
      for (const id of [ONE, TWO]) expect(await persistence.find(id)).toBeNull();
      expect(images.images.size).toBe(1);
      expect(await erasures.all()).toEqual([]);
    },
  );

  it('a worker that was taken for dead stops when another one has taken over', async () => {
    const { erasures, cards, run, clock } = await resultsOfAnn();
    await erasures.add(PERSON, clock.now());
    const add = cards.add.bind(cards);
    let taken: unknown = null;
    cards.add = async (some) => {
      clock.advance(ERASURE_LEASE_MS);
      taken ??= await erasures.take(PERSON);
      await add(some);
    };
    expect((await appErrorOf(run(PERSON))).code).toBe('storage.in_use');
    expect(taken).not.toBeNull();
    expect(await erasures.all()).toEqual([PERSON]);
  });

  it('an erasure that is asked for again before its end goes up to the later time', async () => {
    const { erasures, run, clock, persistence } = await resultsOfAnn();
    await erasures.add(PERSON, clock.now());
    clock.advance(1000);
    const later = newInteractionState({ id: '4f2b8c1e-9d4a-4c77-8b21-5a6f0e9d1c2b', userId: ANN });
    await persistence.create(later);
    await erasures.add(PERSON, clock.now());
    await erasures.add(PERSON, clock.now() - 1000);
    expect(await run(PERSON)).toMatchObject({ interactions: 3 });
  });

  it('an erasure that is asked for again while a worker is at it goes up to the later time', async () => {
    const { erasures, run, clock, persistence } = await resultsOfAnn();
    await erasures.add(PERSON, clock.now());
    const finish = erasures.finish.bind(erasures);
    const meanwhile: unknown[] = [];
    erasures.finish = async (taken) => {
      if (meanwhile.length === 0) {
        clock.advance(1000);
        const id = '4f2b8c1e-9d4a-4c77-8b21-5a6f0e9d1c2b';
        await persistence.create(newInteractionState({ id, userId: ANN, messageId: null }));
        await erasures.add(PERSON, clock.now());
        meanwhile.push(await run(PERSON));
      }
      return finish(taken);
    };
    expect(await run(PERSON)).toMatchObject({ interactions: 3, images: 4, cards: 2 });
    expect(meanwhile).toEqual([null]);
    expect(await erasures.all()).toEqual([]);
  });
});

/** Lets one call of a method fail before it has done anything. */
function failOnce(target: object, method: string, call: number): void {
  const original: unknown = Reflect.get(target, method);
  if (typeof original !== 'function') throw new Error(`There is no method ${method}.`);
  let calls = 0;
  Reflect.set(target, method, async (...args: unknown[]): Promise<unknown> => {
    calls += 1;
    if (calls === call) throw busy();
    return Reflect.apply(original, target, args);
  });
}
