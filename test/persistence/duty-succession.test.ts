import { describe, expect, it } from '@jest/globals';

import { Duties, DUTY_LEASE_MS, type DutyName } from '../../src/persistence/duties.js';
import { DutySuccession, SUCCESSOR_LEASE_MS } from '../../src/persistence/duty-succession.js';
import { openTestDatabase } from '../support/test-database.js';

const SHARDS: readonly DutyName[] = ['shard 0', 'shard 1'];

/** Three processes on one database, with one clock; the first one has two shards. */
async function setUp() {
  const { dataSource, clock, logger } = await openTestDatabase();
  const process = () => {
    const duties = new Duties(dataSource, clock, logger);
    return { duties, succession: new DutySuccession(duties, dataSource, clock) };
  };
  const [former, next, third] = [process(), process(), process()];
  for (const name of SHARDS) await former.duties.take(name);
  return { former, next, third, clock };
}

describe('the succession in duties', () => {
  it('the succession goes to the process that waits for all of the duties, and to no other one', async () => {
    const { former, next, third, clock } = await setUp();
    expect(await former.succession.successorFor(SHARDS)).toBeNull();
    await next.succession.waitFor(['shard 0']);
    expect(await former.succession.successorFor(SHARDS)).toBeNull();
    await next.succession.waitFor(SHARDS);
    await third.succession.waitFor(SHARDS);
    expect(await former.succession.successorFor(SHARDS)).toBe(next.duties.owner);
    clock.advance(SUCCESSOR_LEASE_MS - 1);
    await next.succession.waitFor(SHARDS);
    clock.advance(SUCCESSOR_LEASE_MS - 1);
    expect(await former.succession.successorFor(SHARDS)).toBe(next.duties.owner);
    clock.advance(1);
    expect(await former.succession.successorFor(SHARDS)).toBeNull();
    await third.succession.waitFor(SHARDS);
    expect(await former.succession.successorFor(SHARDS)).toBe(third.duties.owner);
  });

  it('the succession ends when the process waits no longer', async () => {
    const { former, next } = await setUp();
    await next.succession.waitFor(SHARDS);
    await next.succession.withdraw();
    expect(await former.succession.successorFor(SHARDS)).toBeNull();
    expect(await former.succession.handOver(SHARDS, next.duties.owner, 1_000)).toBe(false);
    expect(await former.duties.take('shard 0')).toBe(true);
  });

  it('the duties are the next process’s at once, and both know what the other one does', async () => {
    const { former, next, third, clock } = await setUp();
    await next.succession.waitFor(SHARDS);
    expect(await former.succession.handOver(SHARDS, next.duties.owner, 40_000)).toBe(true);
    expect(await former.duties.take('shard 0')).toBe(false);
    expect(await third.duties.take('shard 0')).toBe(false);
    for (const name of SHARDS) expect(await next.duties.take(name)).toBe(true);
    expect(await former.succession.isReady(SHARDS, next.duties.owner)).toBe(false);
    expect(await next.succession.isFormerAtWork(SHARDS)).toBe(true);
    await next.succession.markReady(SHARDS);
    expect(await former.succession.isReady(SHARDS, next.duties.owner)).toBe(true);
    await former.succession.signOff(SHARDS, next.duties.owner);
    expect(await next.succession.isFormerAtWork(SHARDS)).toBe(false);
    // The one after that is not ready because this one was.
    clock.advance(DUTY_LEASE_MS);
    for (const name of SHARDS) await third.duties.take(name);
    expect(await next.succession.isReady(SHARDS, third.duties.owner)).toBe(false);
  });

  it('the former process counts as ended when its time is over, even if it never says so', async () => {
    const { former, next, clock } = await setUp();
    await next.succession.waitFor(SHARDS);
    await former.succession.handOver(SHARDS, next.duties.owner, 40_000);
    clock.advance(39_999);
    for (const name of SHARDS) await next.duties.take(name);
    expect(await next.succession.isFormerAtWork(SHARDS)).toBe(true);
    clock.advance(1);
    expect(await next.succession.isFormerAtWork(SHARDS)).toBe(false);
  });

  it('the duties wait for their next process no longer than a lease', async () => {
    const { former, next, third, clock } = await setUp();
    await next.succession.waitFor(SHARDS);
    await former.succession.handOver(SHARDS, next.duties.owner, 1_000);
    clock.advance(DUTY_LEASE_MS);
    expect(await third.duties.take('shard 0')).toBe(true);
  });
});
