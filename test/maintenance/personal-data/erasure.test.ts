import { describe, expect, it } from '@jest/globals';

import { NOBODY } from '../../../src/interactions/forgotten-person.js';
import { AUTOMATIC_SETTINGS } from '../../../src/interactions/settings.js';
import { VARIATION } from '../../../src/interactions/wordings.js';
import { Ledger } from '../../../src/persistence/ledger.js';
import {
  addRecordsOfAnn,
  ANN,
  BEN,
  ONE,
  OTHERS,
  PERSON,
  resultsOfAnn,
  SERVER,
  TWO,
  UNTHROTTLED,
} from '../../support/erasure-fixture.js';
import { textPicture } from '../../support/memory-image-store.js';
import {
  generation,
  making,
  newInteractionState,
  outputItem,
  outputKey,
  storedImage,
} from '../../support/states.js';
import { limits } from '../../support/spendings.js';

const tier = (id: string) => ({ kind: 'person', id, quota: '5/24h' }) as const;

describe('the erasure of a person', () => {
  it('everything that the person asked for goes with its pictures, counted, and that of others stays', async () => {
    const { forget, persistence, cards, requests, erasures, turns, names } = await resultsOfAnn();
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
    const { forget, settings, commands, times, ...all } = await resultsOfAnn();
    await addRecordsOfAnn({ settings, commands, times });
    await times.note(BEN, { id: '710000000000000008', atMs: all.clock.now() }, 5);
    const ofBen = { ...AUTOMATIC_SETTINGS, count: 3 } as const;
    await settings.save({ kind: 'person', id: BEN }, ofBen);
    expect((await all.estimate.of(PERSON, all.clock.now(), UNTHROTTLED)).records).toBe(3);
    expect(await forget(PERSON)).toMatchObject({ records: 3 });
    expect([await times.has(ANN), await times.has(BEN)]).toEqual([false, true]);
    expect(await settings.has(PERSON)).toBe(false);
    expect(await settings.of({ kind: 'person', id: BEN })).toEqual(ofBen);
    expect(await commands.has('700000000000000007')).toBe(false);
  });

  it('on the card of somebody else the person and their words go, and the picture stays', async () => {
    const { forget, persistence, turns, logger } = await resultsOfAnn();
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
    const { persistence, erasures, run, clock } = await resultsOfAnn();
    await erasures.add(PERSON, clock.now());
    clock.advance(1000);
    const later = newInteractionState({ id: '4f2b8c1e-9d4a-4c77-8b21-5a6f0e9d1c2b', userId: ANN });
    await persistence.create(later);
    expect(await run(PERSON)).toMatchObject({ interactions: 2 });
    expect(await persistence.find(later.id)).not.toBeNull();
  });

  it('pictures that a killed process stored and no row names go, and those of others stay', async () => {
    const { forget, images, names } = await resultsOfAnn();
    await images.put(ONE, { kind: 'output', name: 'styled' }, textPicture('made for ann'));
    expect(await forget(PERSON)).toMatchObject({ images: 5 });
    expect(await names()).toEqual([expect.stringContaining(OTHERS)]);
  });

  it('rows that a former version made, which name nobody in a column, and rows under way go too', async () => {
    const { forget, persistence, dataSource } = await resultsOfAnn();
    await persistence.change(TWO, (state) => ({ ...state, generation: generation() }));
    await dataSource.query(
      `UPDATE interactions SET user_id = NULL, created_at = NULL WHERE id = '${ONE}'`,
    );
    expect(await forget(PERSON)).toMatchObject({ interactions: 2 });
  });

  it('private cards, cards on their way and former cards are told apart', async () => {
    const { forget, persistence, cards } = await resultsOfAnn();
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

describe('the erasure of what is noted of a person beside interactions', () => {
  it('what the person has spent stays without their name, and that of others with it', async () => {
    const { forget, dataSource, clock, ledger } = await resultsOfAnn();
    const book = new Ledger(dataSource, clock);
    const estimate = { microDollars: 40_000, date: '2026-11-01' };
    const place = { interactionId: ONE, guildId: SERVER, model: 'a model', estimate };
    await book.reserve({ ...place, generationId: '1', personId: ANN }, 2, limits());
    await book.reserve({ ...place, generationId: '2', personId: BEN }, 1, limits());
    expect(await ledger.of(ANN)).toMatchObject([{ pictures: 2, microDollars: 80_000 }]);
    expect(await forget(PERSON)).toMatchObject({ records: 1 });
    expect(await ledger.of(ANN)).toEqual([]);
    expect(await ledger.of(BEN)).toMatchObject([{ pictures: 1, microDollars: 40_000 }]);
    const [{ sum }] = await dataSource.query(
      'SELECT SUM(micro_dollars) AS sum FROM ledger_entries',
    );
    expect(Number(sum)).toBe(120_000);
    expect(await forget({ kind: 'server', id: SERVER })).toMatchObject({ records: 2 });
    expect(await ledger.of(BEN)).toMatchObject([{ guildId: null, microDollars: 40_000 }]);
  });

  it('their own quotas go on every server, and that they are shut out stays', async () => {
    const { forget, rights } = await resultsOfAnn();
    for (const guildId of [SERVER, '31'])
      await rights.change(guildId, (given) => ({ ...given, tiers: [tier(ANN), tier(BEN)] }));
    await rights.deny(ANN);
    await forget(PERSON);
    for (const guildId of [SERVER, '31'])
      expect((await rights.ofServer(guildId)).tiers).toEqual([tier(BEN)]);
    expect(await rights.denied()).toEqual([ANN]);
    await forget({ kind: 'server', id: SERVER });
    expect((await rights.ofServer(SERVER)).tiers).toEqual([]);
    expect((await rights.ofServer('31')).tiers).toEqual([tier(BEN)]);
  });
});

describe('the erasure of a server and of one interaction', () => {
  it('all that was asked for on a server goes with its settings, whoever asked', async () => {
    const { forget, persistence, settings } = await resultsOfAnn();
    const server = { kind: 'server', id: SERVER } as const;
    await settings.save(server, { ...AUTOMATIC_SETTINGS, count: 2 });
    await persistence.change(ONE, (state) => ({ ...state, guildId: '31' }));
    expect(await forget(server)).toMatchObject({ interactions: 2, records: 1 });
    expect(await persistence.find(ONE)).not.toBeNull();
    expect(await settings.has(server)).toBe(false);
  });

  it('one interaction goes alone', async () => {
    const { forget, persistence, names } = await resultsOfAnn();
    const done = await forget({ kind: 'interaction', id: ONE });
    expect(done).toMatchObject({ interactions: 1, images: 2, cards: 1, records: 0 });
    expect(await persistence.find(ONE)).toBeNull();
    expect(await persistence.find(TWO)).not.toBeNull();
    expect(await names()).toHaveLength(3);
  });

  it('what nobody noted is not erased', async () => {
    const { run, persistence } = await resultsOfAnn();
    expect(await run({ kind: 'interaction', id: ONE })).toBeNull();
    expect(await persistence.find(ONE)).not.toBeNull();
  });
});
