import { describe, expect, it } from '@jest/globals';

import { VARIATION } from '../../../src/interactions/wordings.js';
import { NOBODY } from '../../../src/interactions/forgotten-person.js';
import { ERASURE_LEASE_MS } from '../../../src/persistence/erasures.js';
import { AUTOMATIC_SETTINGS } from '../../../src/interactions/settings.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { collected } from '../../support/collected.js';
import {
  addRecordsOfAnn,
  addResultOfAnn,
  ANN,
  BEN,
  erasureOver,
  SERVER,
  UNTHROTTLED,
} from '../../support/erasure-fixture.js';
import { busy } from '../../support/memory-persistence.js';
import { MemoryImageStore, textPicture } from '../../support/memory-image-store.js';
import {
  generation,
  making,
  newInteractionState,
  outputItem,
  outputKey,
  storedImage,
} from '../../support/states.js';
import { openTestDatabase } from '../../support/test-database.js';

const [ONE, TWO, OTHERS] = [1, 2, 3].map((n) => `${n}f2b8c1e-9d4a-4c77-8b21-5a6f0e9d1c2b`) as [
  string,
  string,
  string,
];

const PERSON = { kind: 'person', id: ANN } as const;

/** Two results of Ann's, and one of Ben's. */
async function setUp() {
  const database = await openTestDatabase();
  const images = new MemoryImageStore();
  const all = erasureOver(database, images);
  await addResultOfAnn(database, images, all.turns, ONE, 1);
  await addResultOfAnn(database, images, all.turns, TWO, 2);
  const ofBen = newInteractionState({ id: OTHERS, userId: BEN, guildId: SERVER, messageId: null });
  await database.persistence.create(ofBen);
  await images.put(OTHERS, { kind: 'input', n: 0 }, textPicture('ben sent this'));
  database.clock.advance(1000);
  const names = async () => (await collected(images.list())).map(({ name }) => name);
  return { ...database, ...all, images, names };
}

describe('the erasure of a person', () => {
  it('everything that the person asked for goes with its pictures, counted, and that of others stays', async () => {
    const { forget, persistence, cards, requests, erasures, turns, names } = await setUp();
    const done = await forget(PERSON);
    expect(done).toMatchObject({ interactions: 2, images: 4, cards: 2, cardsOutOfReach: 0 });
    for (const id of [ONE, TWO]) expect(await persistence.find(id)).toBeNull();
    expect(await persistence.find(OTHERS)).not.toBeNull();
    expect(await names()).toEqual([expect.stringContaining(OTHERS)]);
    expect(await turns.find(ONE, [outputKey(1)])).toEqual(new Map());
    expect((await cards.after('', 10)).map(({ interactionId }) => interactionId)).toEqual([
      ONE,
      TWO,
    ]);
    expect(await requests.has('510000000000000001')).toBe(true);
    expect(await erasures.all()).toEqual([]);
  });

  it('settings and requests that wait for an answer go, and those of others stay', async () => {
    const { forget, settings, commands, ...all } = await setUp();
    await addRecordsOfAnn({ settings, commands });
    const ofBen = { ...AUTOMATIC_SETTINGS, count: 3 } as const;
    await settings.save({ kind: 'person', id: BEN }, ofBen);
    expect((await all.estimate.of(PERSON, all.clock.now(), UNTHROTTLED)).records).toBe(2);
    expect(await forget(PERSON)).toMatchObject({ records: 2 });
    expect(await settings.has(PERSON)).toBe(false);
    expect(await settings.of({ kind: 'person', id: BEN })).toEqual(ofBen);
    expect(await commands.has('700000000000000007')).toBe(false);
  });

  it('on the card of somebody else the person and their words go, and the picture stays', async () => {
    const { forget, persistence, turns, logger } = await setUp();
    const image = storedImage({ key: outputKey(1) });
    const theirs = outputItem({
      image,
      promptUsed: 'styled: ann wrote this',
      text: 'as ann said',
      making: making({ requestedBy: ANN, ownPrompt: 'ann wrote this', thread: 2 }),
    });
    const bens = outputItem({
      image: storedImage({ key: outputKey(2) }),
      making: making({ requestedBy: BEN, ownPrompt: 'ben wrote this' }),
    });
    const asked = generation({ status: 'failed', requestedBy: ANN, prompt: 'ann wrote this' });
    const before = (await persistence.find(OTHERS))!;
    await persistence.save({
      ...before,
      keptBy: ANN,
      currentPrompt: 'ann wrote this',
      outputs: [theirs, bens],
      generation: asked,
    });
    await turns.keep(OTHERS, { imageKey: image.key, kept: 'signed for ann' });
    expect(await forget(PERSON)).toMatchObject({ interactions: 2, others: 1 });
    const after = (await persistence.find(OTHERS))!;
    expect(JSON.stringify(after)).not.toMatch(/\bann\b|200000000000000002/);
    expect(after).toMatchObject({ keptBy: null, generation: null, currentPrompt: 'a lighthouse' });
    expect(after.outputs[0]).toMatchObject({
      image,
      promptUsed: VARIATION,
      making: { requestedBy: NOBODY, ownPrompt: '', thread: null },
    });
    expect(after.outputs[1]).toEqual(bens);
    expect(await turns.find(OTHERS, [image.key])).toEqual(new Map());
    expect(logger.messages('error')).toEqual([]);
  });

  it('what is asked for after the erasure was stays', async () => {
    const { persistence, erasures, run, clock } = await setUp();
    await erasures.add(PERSON, clock.now());
    clock.advance(1000);
    const later = newInteractionState({ id: '4f2b8c1e-9d4a-4c77-8b21-5a6f0e9d1c2b', userId: ANN });
    await persistence.create(later);
    expect(await run(PERSON)).toMatchObject({ interactions: 2 });
    expect(await persistence.find(later.id)).not.toBeNull();
  });

  it('pictures that a killed process stored and no row names go, and those of others stay', async () => {
    const { forget, images, names } = await setUp();
    await images.put(ONE, { kind: 'output', name: 'styled' }, textPicture('made for ann'));
    expect(await forget(PERSON)).toMatchObject({ images: 5 });
    expect(await names()).toEqual([expect.stringContaining(OTHERS)]);
  });

  it('rows that a former version made, which name nobody in a column, and rows under way go too', async () => {
    const { forget, persistence, dataSource } = await setUp();
    await persistence.change(TWO, (state) => ({ ...state, generation: generation() }));
    await dataSource.query(
      `UPDATE interactions SET user_id = NULL, created_at = NULL WHERE id = '${ONE}'`,
    );
    expect(await forget(PERSON)).toMatchObject({ interactions: 2 });
  });

  it('private cards, cards on their way and former cards are told apart', async () => {
    const { forget, persistence, cards } = await setUp();
    const former = { channelId: '41', messageId: '71', reach: 'channel' } as const;
    const byToken = { channelId: '41', messageId: '72', reach: 'token' } as const;
    const from = { guildId: SERVER, channelId: '42', messageId: '73', reach: 'channel' } as const;
    await persistence.change(ONE, (state) => ({ ...state, reach: 'token', formerCards: [former] }));
    await persistence.change(TWO, (state) => ({
      ...state,
      messageId: null,
      move: { clickId: '9', from },
      formerCards: [byToken],
    }));
    expect(await forget(PERSON)).toMatchObject({ cards: 2, cardsOutOfReach: 2 });
    const left = await cards.after('', 10);
    expect(left.map(({ channelId, messageId }) => [channelId, messageId])).toEqual([
      ['41', '71'],
      ['42', '73'],
    ]);
  });
});

describe('an erasure that is cut off', () => {
  it('an erasure that fails at any step is finished by the next run, and counts everything once', async () => {
    const steps = ['note', 'cards', 'requests', 'row', 'images', 'finish'] as const;
    for (const step of steps)
      for (const call of [1, 2]) {
        const all = await setUp();
        const { erasures, cards, requests, inventory, images, run, clock, persistence } = all;
        const places = {
          note: [erasures, 'note'],
          cards: [cards, 'add'],
          requests: [requests, 'add'],
          row: [inventory, 'remove'],
          images: [images, 'removeAll'],
          finish: [erasures, 'finish'],
        } as const;
        await erasures.add(PERSON, clock.now());
        failOnce(...(places[step] as [object, string]), call);
        // A process that is killed gives nothing up.
        erasures.release = async () => undefined;
        const failed = await run(PERSON).catch((error: unknown) => error);
        if (step !== 'finish' || call === 1) expect(failed).toMatchObject({ code: 'storage.busy' });
        else continue;
        expect(await run(PERSON)).toBeNull();
        clock.advance(ERASURE_LEASE_MS);
        const done = await run(PERSON);
        expect(done).toMatchObject({ interactions: 2, images: 4, cards: 2 });
        for (const id of [ONE, TWO]) expect(await persistence.find(id)).toBeNull();
        expect(images.images.size).toBe(1);
        expect(await erasures.all()).toEqual([]);
      }
  });

  it('a worker that was taken for dead stops when another one has taken over', async () => {
    const { erasures, cards, run, clock } = await setUp();
    await erasures.add(PERSON, clock.now());
    const add = cards.add.bind(cards);
    let taken = false;
    cards.add = async (some) => {
      if (!taken) {
        taken = true;
        clock.advance(ERASURE_LEASE_MS);
        expect(await erasures.take(PERSON)).not.toBeNull();
      }
      await add(some);
    };
    expect((await appErrorOf(run(PERSON))).code).toBe('storage.in_use');
    expect(await erasures.all()).toEqual([PERSON]);
  });

  it('an erasure that is asked for again before its end goes up to the later time', async () => {
    const { erasures, run, clock, persistence } = await setUp();
    await erasures.add(PERSON, clock.now());
    clock.advance(1000);
    const later = newInteractionState({ id: '4f2b8c1e-9d4a-4c77-8b21-5a6f0e9d1c2b', userId: ANN });
    await persistence.create(later);
    await erasures.add(PERSON, clock.now());
    await erasures.add(PERSON, clock.now() - 1000);
    expect(await run(PERSON)).toMatchObject({ interactions: 3 });
  });
});

describe('the erasure of a server and of one interaction', () => {
  it('all that was asked for on a server goes with its settings, whoever asked', async () => {
    const { forget, persistence, settings } = await setUp();
    const server = { kind: 'server', id: SERVER } as const;
    await settings.save(server, { ...AUTOMATIC_SETTINGS, count: 2 });
    await persistence.change(ONE, (state) => ({ ...state, guildId: '31' }));
    expect(await forget(server)).toMatchObject({ interactions: 2, records: 1 });
    expect(await persistence.find(ONE)).not.toBeNull();
    expect(await settings.has(server)).toBe(false);
  });

  it('one interaction goes alone', async () => {
    const { forget, persistence, names } = await setUp();
    const done = await forget({ kind: 'interaction', id: ONE });
    expect(done).toMatchObject({ interactions: 1, images: 2, cards: 1, records: 0 });
    expect(await persistence.find(ONE)).toBeNull();
    expect(await persistence.find(TWO)).not.toBeNull();
    expect(await names()).toHaveLength(3);
  });

  it('what nobody noted is not erased', async () => {
    const { run, persistence } = await setUp();
    expect(await run({ kind: 'interaction', id: ONE })).toBeNull();
    expect(await persistence.find(ONE)).not.toBeNull();
  });
});

/** Lets one call of a method fail after or before it has done its work, whichever is the harder. */
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
