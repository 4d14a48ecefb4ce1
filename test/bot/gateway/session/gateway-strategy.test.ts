import { EventEmitter } from 'node:events';

import { describe, expect, it } from '@jest/globals';

import { GatewayStrategy } from '../../../../src/bot/gateway/session/gateway-strategy.js';
import { strictDouble } from '../../../support/strict-double.js';

/** A strategy with one shard that is connected, and what it tells. */
function strategyOf(shard: EventEmitter) {
  const manager = strictDouble<GatewayStrategy['owner']>('GatewayManager', {});
  const strategy = new GatewayStrategy(manager, {
    beforeStart: async () => {},
    withoutIntent: async () => false,
  });
  const shards: Map<number, unknown> = strategy['shards'];
  shards.set(0, shard);
  return strategy;
}

describe('the start of a session', () => {
  it.each(['ready', 'closed'])('is answered when its shard is %s', async (event) => {
    const shard = new EventEmitter();
    const answered = strategyOf(shard).startAnswered(0, new AbortController().signal);
    shard.emit(event);
    await answered;
    expect(shard.eventNames()).toEqual([]);
  });

  it('is not waited for any longer than its signal lets it', async () => {
    const shard = new EventEmitter();
    const limit = new AbortController();
    const answered = strategyOf(shard).startAnswered(0, limit.signal);
    limit.abort();
    await answered;
    expect(shard.eventNames()).toEqual([]);
  });
});
