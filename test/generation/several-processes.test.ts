import { describe, expect, it, jest } from '@jest/globals';

import { cancel } from '../../src/interactions/transitions.js';
import { LEASE_MS, RENEW_EVERY_MS } from '../../src/persistence/generation-leases.js';
import { eventually } from '../support/eventually.js';
import { fakeIntervals } from '../support/fake-intervals.js';
import { gate } from '../support/gate.js';
import { overloaded } from '../support/generation-doubles.js';
import { aborted, ANN, die, ONE, TWO, twoProcesses } from '../support/two-processes.js';

fakeIntervals();

describe('several processes', () => {
  it.each([1, 2])(
    'the processes together make at most %d pictures at a time for a person, and each request once',
    async (perPerson) => {
      const { one, two, model, calls, ids, confirm, load, untilDone } =
        await twoProcesses(perPerson);
      const together = gate();
      model.answer = async () => {
        // Nobody is answered before somebody has as many pictures under way as they may.
        if (model.mostForOnePerson >= perPerson) together.open();
        await together.opened;
        for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
      };
      // So few people that the processes have room for all that they may have at a time.
      for (let n = 0; n < 80; n += 1) await confirm(`40000000000000000${n % 4}`, n % 3 ? ONE : TWO);
      await untilDone(one, two);
      expect(model.mostForOnePerson).toBe(perPerson);
      expect(calls).toHaveLength(80);
      const shown = [one, two].flatMap(({ cards }) => cards.shown.map(({ id }) => id));
      expect(shown.toSorted()).toEqual(ids);
      for (const id of ids) expect((await load(id)).outputs).toHaveLength(1);
      for (const { guilds, cards } of [one, two])
        for (const { guildId } of cards.shown) expect(guilds.has(guildId)).toBe(true);
    },
  );

  it('a person’s request is not held up by later ones of theirs in another process', async () => {
    const { one, two, clock, model, calls, confirm, statusOf } = await twoProcesses();
    let answer = gate();
    model.answer = () => answer.opened;
    const confirmLater = (guildId: string) => {
      clock.advance(1);
      return confirm(ANN, guildId);
    };
    await confirmLater(ONE);
    await one.resume.run();
    await eventually(() => calls.length === 1);
    const theirs = await confirmLater(TWO);
    await two.resume.run();
    await eventually(() => two.queue.load.running === 0);
    const later = [await confirmLater(ONE), await confirmLater(ONE)];
    await one.resume.run();
    const former = answer;
    answer = gate();
    former.open();
    // The process has room at once, and leaves it.
    await eventually(() => one.queue.load.running === 0);
    expect(await Promise.all(later.map(statusOf))).toEqual(['requested', 'requested']);
    await two.resume.run();
    await eventually(() => calls.length === 2);
    answer.open();
    await eventually(async () => (await statusOf(theirs)) === 'delivered');
    await one.resume.run();
    await eventually(async () => (await statusOf(later[1]!)) === 'delivered');
  });

  it('the processes take nothing from one that lives, and a start takes nothing at all', async () => {
    const { one, two, model, calls, confirm, statusOf } = await twoProcesses();
    const answer = gate();
    model.answer = () => answer.opened;
    const id = await confirm(ANN, ONE);
    await one.resume.run();
    await eventually(() => calls.length === 1);
    two.guilds.add(ONE);
    await two.resume.prepare();
    await two.resume.run();
    expect(two.queue.load).toMatchObject({ waiting: 0, running: 0 });
    answer.open();
    await eventually(async () => (await statusOf(id)) === 'delivered');
    expect(calls).toHaveLength(1);
  });

  it('what a dead process left is done by another one when its leases have ended', async () => {
    const { one, two, model, clock, calls, ids, confirm, load, untilDone } = await twoProcesses();
    model.answer = aborted;
    for (let n = 0; n < 12; n += 1) await confirm(`40000000000000000${n}`, ONE);
    await one.resume.run();
    await eventually(() => calls.length === 8);
    await die(one);
    model.answer = async () => undefined;
    two.guilds.add(ONE);
    await two.resume.run();
    await eventually(() => two.cards.shown.length === 4);
    expect(calls).toHaveLength(12);
    clock.advance(LEASE_MS);
    await untilDone(two);
    // Eight calls were cut off.
    expect(calls).toHaveLength(20);
    for (const id of ids) expect((await load(id)).outputs).toHaveLength(1);
  });

  it('what a process breaks off when it is stopped is done by another one at once', async () => {
    const { one, two, model, calls, confirm, load, untilDone } = await twoProcesses();
    model.answer = aborted;
    const id = await confirm(ANN, ONE);
    await one.resume.run();
    await eventually(() => calls.length === 1);
    await one.queue.stop(0);
    model.answer = async () => undefined;
    two.guilds.add(ONE);
    await untilDone(two);
    expect((await load(id)).outputs).toHaveLength(1);
  });

  it('a person does not wait for the cards of a dead process that nobody serves', async () => {
    const { one, two, model, clock, calls, confirm, statusOf } = await twoProcesses();
    model.answer = aborted;
    const lost = await confirm(ANN, ONE);
    await one.resume.run();
    await eventually(() => calls.length === 1);
    await die(one);
    model.answer = async () => undefined;
    const next = await confirm(ANN, TWO);
    await two.resume.run();
    await eventually(() => two.queue.load.running === 0);
    expect(await statusOf(next)).toBe('requested');
    clock.advance(LEASE_MS);
    await two.resume.run();
    await eventually(async () => (await statusOf(next)) === 'delivered');
    expect(await statusOf(lost)).toBe('running');
  });

  it('a cancellation takes effect from any process, at the next renewal of the lease', async () => {
    const { one, two, model, calls, persistence, confirm, load, statusOf } = await twoProcesses();
    const signals: AbortSignal[] = [];
    model.answer = (signal) => {
      signals.push(signal);
      return aborted(signal);
    };
    const id = await confirm(ANN, ONE);
    await one.resume.run();
    await eventually(() => signals.length === 1);
    await persistence.change(id, cancel);
    two.queue.cancel(id);
    await eventually(async () => (await statusOf(id)) === 'cancelled');
    expect(signals[0]?.aborted).toBe(false);
    jest.advanceTimersByTime(RENEW_EVERY_MS);
    await eventually(() => signals[0]?.aborted === true);
    await eventually(() => one.queue.load.running === 0);
    expect(await load(id)).toMatchObject({ outputs: [], generation: { status: 'cancelled' } });
    expect(calls).toHaveLength(1);
  });

  it('a picture that comes after the lease was lost is not stored over the outcome of the new owner', async () => {
    const { one, two, model, clock, calls, confirm, load, untilDone } = await twoProcesses();
    const late = gate();
    model.answer = () => late.opened;
    const id = await confirm(ANN, ONE);
    await one.resume.run();
    await eventually(() => calls.length === 1);
    // The process is suspended, and renews nothing.
    clock.advance(LEASE_MS);
    model.answer = async () => undefined;
    two.guilds.add(ONE);
    await untilDone(two);
    const theirs = await load(id);
    late.open();
    await eventually(() => one.queue.load.running === 0);
    expect(await load(id)).toEqual(theirs);
    expect(theirs.outputs).toHaveLength(1);
  });

  it('the processes together call a model that does not recover five times, and then one at a time', async () => {
    const { one, two, model, clock, calls, confirm } = await twoProcesses();
    model.answer = () => Promise.reject(overloaded());
    const sweep = async () => {
      for (const each of [one, two]) await each.resume.run();
      await eventually(() => one.queue.load.running + two.queue.load.running === 0);
    };
    for (let n = 0; n < 3; n += 1) await confirm(`40000000000000000${n}`, ONE);
    await sweep();
    for (let n = 3; n < 5; n += 1) await confirm(`40000000000000000${n}`, TWO);
    await sweep();
    expect(calls).toHaveLength(5);
    for (const guildId of [ONE, TWO]) await confirm('500000000000000001', guildId);
    for (let n = 5; n < 9; n += 1) await confirm(`40000000000000000${n}`, n % 2 ? ONE : TWO);
    await sweep();
    expect(calls).toHaveLength(5);
    clock.advance(30_000);
    const trial = gate();
    model.answer = () => trial.opened;
    for (const each of [one, two, one, two]) await each.resume.run();
    await eventually(() => one.queue.load.running + two.queue.load.running === 1);
    await eventually(() => calls.length === 6);
    await two.resume.run();
    expect(calls).toHaveLength(6);
    trial.open();
  });
});
