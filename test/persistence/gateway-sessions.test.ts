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
    expect(await new GatewaySessions(reopened.dataSource).load()).toEqual([
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
    await sessions.forgetAllBut([1]);
    expect(await sessions.load()).toEqual([session(1)]);
  });
});
