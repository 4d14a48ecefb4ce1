import { randomUUID } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { NEWEST } from '../../src/interactions/history.js';
import { PersonHistory, type HistoryFilter } from '../../src/persistence/person-history.js';
import { making, newInteractionState, outputItem } from '../support/states.js';
import { openTestDatabase } from '../support/test-database.js';

const ANN = '200000000000000001';
const BEN = '200000000000000002';

async function setUp() {
  const database = await openTestDatabase();
  const { persistence, clock, dataSource, logger } = database;
  const add = async (changes: Partial<ReturnType<typeof newInteractionState>> = {}) => {
    clock.advance(1_000);
    const state = { id: randomUUID(), userId: ANN, requestMessageId: null, ...changes };
    return persistence.create(newInteractionState(state));
  };
  const history = new PersonHistory(dataSource, logger);
  const page = async (filter: Partial<HistoryFilter> = {}, place = NEWEST, size = 2) =>
    history.page({ personId: ANN, isKept: false, text: '', ...filter }, place, size);
  const prompts = async (text: string) =>
    (await page({ text }, NEWEST, 10)).entries.map(({ originalPrompt }) => originalPrompt);
  return { ...database, add, page, prompts };
}

describe('the history of a person', () => {
  it('a history has what one person asked for, newest first, and nothing of others', async () => {
    const { add, page } = await setUp();
    const [first, , second] = [await add(), await add({ userId: BEN }), await add()];
    await add({ userId: null });
    expect(await page()).toEqual({ entries: [second, first], hasNewer: false, hasOlder: false });
    expect((await page({ personId: '200000000000000003' })).entries).toEqual([]);
  });

  it('a history is walked through page by page, there and back, also where two were asked for at once', async () => {
    const { clock, add, page } = await setUp();
    const states = [await add(), await add(), await add()];
    for (let n = 0; n < 2; n += 1) {
      clock.advance(-1_000);
      states.push(await add());
    }
    const order = states.toSorted((a, b) =>
      `${a.createdAt}${a.id}` < `${b.createdAt}${b.id}` ? 1 : -1,
    );
    const first = await page();
    expect(first).toEqual({ entries: order.slice(0, 2), hasNewer: false, hasOlder: true });
    const from = first.entries.at(-1) ?? null;
    const second = await page({}, { direction: 'older', from });
    expect(second).toEqual({ entries: order.slice(2, 4), hasNewer: true, hasOlder: true });
    const last = await page({}, { direction: 'older', from: second.entries.at(-1) ?? null });
    expect(last).toEqual({ entries: order.slice(4), hasNewer: true, hasOlder: false });
    const back = await page({}, { direction: 'newer', from: last.entries.at(0) ?? null });
    expect(back).toEqual({ entries: order.slice(2, 4), hasNewer: true, hasOlder: true });
    expect(await page({}, { direction: 'newer', from: back.entries.at(0) ?? null })).toEqual(first);
  });

  it('a page goes on from an interaction that is gone', async () => {
    const { inventory, add, page } = await setUp();
    const [first, gone] = [await add(), await add()];
    const found = await inventory.findRemovable({ id: gone.id }, 1);
    await inventory.remove(found, { id: gone.id });
    const { entries } = await page({}, { direction: 'older', from: gone });
    expect(entries).toEqual([first]);
  });

  it('a history leaves out what was deleted and what cannot be read', async () => {
    const { dataSource, clock, add, page } = await setUp();
    const kept = await add();
    await add({ deletedAt: clock.iso() });
    const broken = await add();
    await dataSource.query(`UPDATE interactions SET document = '{' WHERE id = '${broken.id}'`);
    expect((await page()).entries).toEqual([kept]);
  });

  it('a history shows on demand only what somebody keeps', async () => {
    const { persistence, add, page } = await setUp();
    const kept = await add();
    await add();
    await add({ userId: BEN, keptBy: ANN });
    const saved = await persistence.save({ ...kept, keptBy: BEN });
    expect((await page({ isKept: true })).entries).toEqual([saved]);
  });

  it('a search finds the words of every prompt, whatever the case and the spaces, and no others', async () => {
    const { add, prompts } = await setUp();
    const made = outputItem({ making: making({ ownPrompt: 'a windmill' }), model: 'lighthouse-1' });
    await add({ originalPrompt: 'one', currentPrompt: 'Ein LEUCHTTURM\nam Meer' });
    await add({ originalPrompt: 'two', currentPrompt: 'two', outputs: [made] });
    await add({ originalPrompt: 'Über den Bäumen', currentPrompt: '' });
    await add({ originalPrompt: '灯台の夜', currentPrompt: '' });
    await add({ originalPrompt: 'Маяк ночью', currentPrompt: '' });
    expect(await prompts('leuchtturm  AM')).toEqual(['one']);
    expect(await prompts('Windmill')).toEqual(['two']);
    expect(await prompts('lighthouse')).toEqual([]);
    expect(await prompts('gemini')).toEqual([]);
    expect(await prompts('über den bäumen')).toEqual(['Über den Bäumen']);
    expect(await prompts('灯台')).toEqual(['灯台の夜']);
    expect(await prompts('МАЯК')).toEqual(['Маяк ночью']);
  });

  it.each(['100 % "quoted"', 'snake_case', 'back\\slash', "it's", 'a_b%c'])(
    'a search takes every character as it is: %s',
    async (text) => {
      const { add, prompts } = await setUp();
      await add({ originalPrompt: `before ${text} after` });
      await add({ originalPrompt: `before ${text.replaceAll(/[%_"'\\]/g, 'x')} after` });
      expect(await prompts(text)).toEqual([`before ${text} after`]);
    },
  );

  it('a search goes on until its page is full, however many there are of other things', async () => {
    const { clock, dataSource, add, page } = await setUp();
    const wanted = [
      await add({ originalPrompt: 'a needle' }),
      await add({ originalPrompt: 'Needle' }),
    ];
    const hay = await add({ originalPrompt: 'hay', currentPrompt: 'hay' });
    for (let n = 0; n < 450; n += 1) {
      clock.advance(1);
      const { entries } = { entries: [{ id: randomUUID(), createdAt: clock.iso() }] };
      await dataSource.query(
        `INSERT INTO interactions (id, version, format, document, last_used_at, attempts, image_bytes, user_id, created_at)
         SELECT '${entries[0]?.id}', version, format, replace(document, '${hay.id}', '${entries[0]?.id}'), last_used_at, attempts, image_bytes, user_id, '${entries[0]?.createdAt}'
         FROM interactions WHERE id = '${hay.id}'`,
      );
    }
    const found = await page({ text: 'NEEDLE' });
    expect(found).toEqual({ entries: wanted.toReversed(), hasNewer: false, hasOlder: false });
  });
});
