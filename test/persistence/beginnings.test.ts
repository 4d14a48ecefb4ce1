import { describe, expect, it } from '@jest/globals';

import { Beginnings, type CountedWork } from '../../src/persistence/beginnings.js';
import { EventBeginningEntity } from '../../src/persistence/event-beginning.entity.js';
import { Duties, DUTY_LEASE_MS, type DutyName } from '../../src/persistence/duties.js';
import { gate } from '../support/gate.js';
import { openTestDatabase } from '../support/test-database.js';

const DAY_MS = 24 * 60 * 60 * 1000;

async function setUp({ isOnlyProcess = true } = {}) {
  const { dataSource, clock, logger } = await openTestDatabase();
  const rows = dataSource.getRepository(EventBeginningEntity);
  /** A process that begins its life, with the duty that it has. */
  const live = async (duty: DutyName = 'shard 0') => {
    const duties = new Duties(dataSource, clock, logger);
    await duties.take(duty);
    const beginnings = new Beginnings(dataSource, duties, isOnlyProcess, clock, logger);
    await beginnings.load();
    return beginnings;
  };
  /** Begins work that its process does not end. */
  const leave = async (beginnings: Beginnings, id: string) => {
    const before = (await rows.findOneBy({ id }))?.beginnings ?? 0;
    void beginnings.run(request(id, never));
    while ((await rows.findOneBy({ id }))?.beginnings !== before + 1)
      await new Promise(setImmediate);
  };
  return { clock, rows, live, leave, logger };
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

  it('the work whose end could not be stored is forgotten when it was done again', async () => {
    const { rows, live } = await setUp();
    const beginnings = await live();
    void beginnings.run(request('1', never));
    while ((await rows.count()) === 0) await new Promise(setImmediate);
    expect(await beginnings.run(request('1', done))).toBe('done');
    expect(await rows.count()).toBe(0);
  });

  it('the work that two processes died over is given up, in every later process', async () => {
    const { live, leave } = await setUp();
    for (let life = 1; life <= 2; life += 1) await leave(await live(), 'deadly');
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
    for (const id of ['one', 'other']) void first.run(request(id, never));
    while ((await rows.count()) < 2) await new Promise(setImmediate);
    const second = await live();
    for (const id of ['one', 'other']) void second.run(request(id, never));
    const begunAgain = async () => rows.findOneBy({ beginnings: 2 });
    while ((await begunAgain()) === null) await new Promise(setImmediate);
    const deadly = (await begunAgain())?.id;
    const third = await live();
    for (const id of ['one', 'other'])
      expect(await third.run(request(id, done))).toBe(id === deadly ? 'given up' : 'done');
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
    await rows.insert({ id: '1', beginnings: 2, begunAt: clock.iso() });
    clock.advance(6 * DAY_MS);
    expect(await (await live()).run(request('1', done))).toBe('given up');
    clock.advance(2 * DAY_MS);
    expect(await (await live()).run(request('1', done))).toBe('done');
    expect(await rows.count()).toBe(0);
  });

  it('the work that a process of a former version left counts as its death', async () => {
    const { clock, rows, live } = await setUp();
    await rows.insert({ id: '1', beginnings: 2, begunAt: clock.iso() });
    expect(await (await live()).run(request('1', done))).toBe('given up');
  });
});

describe('the beginnings of several processes', () => {
  it('the work that a living process is at is no death, is done, and is left to it to count', async () => {
    const { clock, rows, live, leave, logger } = await setUp({ isOnlyProcess: false });
    const one = await live('shard 0');
    await leave(one, '1');
    await leave(one, '1-again');
    clock.advance(DUTY_LEASE_MS - 1);
    const other = await live('shard 1');
    expect(logger.messages('warn')).toEqual([]);
    expect(await other.run(request('1', done))).toBe('done');
    expect((await rows.findOneBy({ id: '1' }))?.beginnings).toBe(1);
    await other.stop();
    expect(await rows.count()).toBe(2);
  });

  it('the work that a process died over is known to a process that takes its shard over later', async () => {
    const { clock, live, leave } = await setUp({ isOnlyProcess: false });
    const standby = await live('cleanup');
    for (let life = 1; life <= 2; life += 1) {
      await leave(await live('shard 0'), 'deadly');
      clock.advance(DUTY_LEASE_MS);
    }
    expect(await standby.run(request('deadly', done))).toBe('given up');
    expect(await standby.run(request('another', done))).toBe('done');
  });

  it('the work of a process that gave up its duties a moment ago is no death', async () => {
    const { clock, rows, live } = await setUp({ isOnlyProcess: false });
    await rows.insert({
      id: '1',
      beginnings: 2,
      begunAt: clock.iso(),
      process: '11111111-1111-4111-8111-111111111111',
    });
    const next = await live();
    clock.advance(DUTY_LEASE_MS - 1);
    expect(await next.run(request('1', done))).toBe('done');
    clock.advance(1);
    expect(await next.run(request('1', done))).toBe('given up');
  });
});
