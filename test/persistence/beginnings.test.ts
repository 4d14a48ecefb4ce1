import { describe, expect, it } from '@jest/globals';

import { Beginnings, type CountedWork } from '../../src/persistence/beginnings.js';
import { EventBeginningEntity } from '../../src/persistence/event-beginning.entity.js';
import { FakeClock } from '../support/fake-clock.js';
import { gate } from '../support/gate.js';
import { RecordingLogger } from '../support/recording-logger.js';
import { openTestDatabase } from '../support/test-database.js';

const DAY_MS = 24 * 60 * 60 * 1000;

async function setUp() {
  const { dataSource } = await openTestDatabase();
  const clock = new FakeClock();
  const rows = dataSource.getRepository(EventBeginningEntity);
  /** A process that begins its life, and knows what former ones left. */
  const live = async () => {
    const beginnings = new Beginnings(dataSource, clock, new RecordingLogger());
    await beginnings.load();
    return beginnings;
  };
  return { clock, rows, live };
}

const request = (id: string, work: CountedWork<string>['work']): CountedWork<string> => ({
  id,
  kind: 'request',
  work,
  giveUp: async () => 'given up',
});

const never = () => gate().opened.then(() => 'never');
const done = async () => 'done';

describe('the beginnings of work', () => {
  it('the beginnings are counted before the work, and forgotten when it has ended in any way', async () => {
    const { rows, live } = await setUp();
    const beginnings = await live();
    const count = () => rows.count();
    expect(await beginnings.run({ ...request('1', done), work: count, giveUp: count })).toBe(1);
    await expect(
      beginnings.run(request('2', () => Promise.reject(new Error('no')))),
    ).rejects.toThrow('no');
    expect(await rows.count()).toBe(0);
  });

  it('the work that two processes died over is given up, in every later process', async () => {
    const { rows, live } = await setUp();
    for (let life = 1; life <= 2; life += 1) {
      void (await live()).run(request('deadly', never));
      while ((await rows.findOneBy({ id: 'deadly' }))?.beginnings !== life)
        await new Promise(setImmediate);
    }
    for (let life = 3; life <= 4; life += 1)
      expect(await (await live()).run(request('deadly', done))).toBe('given up');
  });

  it('the work that one process died over is done, and counts no more after that', async () => {
    const { rows, live } = await setUp();
    void (await live()).run(request('1', never));
    while ((await rows.count()) === 0) await new Promise(setImmediate);
    const second = await live();
    expect(await second.run(request('1', done))).toBe('done');
    expect(await rows.count()).toBe(0);
  });

  it('the work that a process left is begun again one after the other, so that what is innocent is not blamed', async () => {
    const { rows, live } = await setUp();
    const first = await live();
    for (const id of ['deadly', 'innocent']) void first.run(request(id, never));
    while ((await rows.count()) < 2) await new Promise(setImmediate);
    const second = await live();
    for (const id of ['deadly', 'innocent']) void second.run(request(id, never));
    while ((await rows.findOneBy({ id: 'deadly' }))?.beginnings !== 2)
      await new Promise(setImmediate);
    const third = await live();
    expect(await third.run(request('deadly', done))).toBe('given up');
    expect(await third.run(request('innocent', done))).toBe('done');
  });

  it('the work that a process could not end before it stopped does not count as its death', async () => {
    const { rows, live } = await setUp();
    const beginnings = await live();
    void beginnings.run(request('1', never));
    while ((await rows.count()) === 0) await new Promise(setImmediate);
    await beginnings.stop();
    expect(await rows.count()).toBe(0);
  });

  it('the beginnings are forgotten after a week', async () => {
    const { clock, rows, live } = await setUp();
    await rows.insert({ id: '1', beginnings: 2, begunAt: new Date(clock.now()).toISOString() });
    clock.advance(6 * DAY_MS);
    expect(await (await live()).run(request('1', done))).toBe('given up');
    clock.advance(2 * DAY_MS);
    expect(await (await live()).run(request('1', done))).toBe('done');
    expect(await rows.count()).toBe(0);
  });
});
