import { describe, expect, it } from '@jest/globals';

import { GatewaySessions, type GatewaySession } from '../../src/persistence/gateway-sessions.js';
import { openTestDatabase, recordStatements } from '../support/test-database.js';

const session = (shardId: number, told: Partial<GatewaySession> = {}): GatewaySession => ({
  shardId,
  shardCount: 2,
  sessionId: `session ${shardId}`,
  resumeUrl: 'wss://gateway.test',
  sequence: 7,
  seenUpTo: '50',
  catchUpSince: null,
  ...told,
});

describe('the stored gateway sessions', () => {
  it('the stored sessions are there after reopening, one for each shard, each the latest', async () => {
    const { dataSource, file } = await openTestDatabase();
    const sessions = new GatewaySessions(dataSource);
    await sessions.save([session(1), session(0)]);
    await sessions.save([session(1, { sequence: 8, catchUpSince: '40' })]);
    await dataSource.destroy();
    const reopened = await openTestDatabase(file);
    expect(await new GatewaySessions(reopened.dataSource).all()).toEqual([
      session(0),
      session(1, { sequence: 8, catchUpSince: '40' }),
    ]);
  });

  it('the sessions are stored by one statement, and by none when there is nothing to store', async () => {
    const { dataSource } = await openTestDatabase();
    const statements = recordStatements(dataSource);
    const sessions = new GatewaySessions(dataSource);
    await sessions.save([]);
    expect(statements).toEqual([]);
    await sessions.save([session(0), session(1)]);
    expect(statements).toHaveLength(1);
  });

  it('the sessions of shards that there are no more are forgotten', async () => {
    const { dataSource } = await openTestDatabase();
    const sessions = new GatewaySessions(dataSource);
    await sessions.save([session(0), session(1), session(2)]);
    await sessions.forgetFrom(1);
    expect(await sessions.all()).toEqual([session(0)]);
  });
});

describe('the stored gateway sessions of several processes', () => {
  it('the sessions that a process goes on from are those of its shards', async () => {
    const { dataSource } = await openTestDatabase();
    const sessions = new GatewaySessions(dataSource);
    const stored = [0, 1, 2, 3].map((id) => session(id, { shardCount: 4 }));
    await sessions.save(stored);
    expect(await sessions.load({ ids: [1, 3], count: 4 })).toEqual([stored[1], stored[3]]);
  });

  it('the sessions of another number of shards are all resumed by a process that has all shards', async () => {
    const { dataSource } = await openTestDatabase();
    const sessions = new GatewaySessions(dataSource);
    await sessions.save([session(0), session(1)]);
    expect(await sessions.load({ ids: [0, 1, 2], count: 3 })).toEqual([session(0), session(1)]);
  });

  it('the sessions of another number of shards become the oldest of their positions for every new shard', async () => {
    const { dataSource } = await openTestDatabase();
    const sessions = new GatewaySessions(dataSource);
    await sessions.save([
      session(0, { seenUpTo: '1000' }),
      session(1, { seenUpTo: '3000', catchUpSince: '900' }),
    ]);
    const position = { shardCount: 4, sessionId: '', resumeUrl: '', sequence: 0 };
    const expected = [0, 1, 2, 3].map((id) =>
      session(id, { ...position, seenUpTo: '900', catchUpSince: '900' }),
    );
    const processes = [
      { ids: [0, 1], count: 4 },
      { ids: [2, 3], count: 4 },
    ];
    const loaded = await Promise.all(processes.map(async (shards) => sessions.load(shards)));
    expect(loaded.flat()).toEqual(expected);
  });

  it('the sessions of another number of shards replace nothing that a new shard has stored since', async () => {
    const { dataSource } = await openTestDatabase();
    const sessions = new GatewaySessions(dataSource);
    await sessions.save([session(0), session(1), session(2)]);
    await sessions.load({ ids: [0], count: 2 });
    const served = session(0, { seenUpTo: '70' });
    await sessions.save([served]);
    // A session that is still of the former number: that process did not come to remove it.
    await sessions.save([session(2, { shardCount: 3, seenUpTo: '40' })]);
    await sessions.load({ ids: [1], count: 2 });
    expect((await sessions.all())[0]).toEqual(served);
  });
});
