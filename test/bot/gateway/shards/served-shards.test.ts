import { describe, expect, it } from '@jest/globals';

import { ServedShards } from '../../../../src/bot/gateway/shards/served-shards.js';

const inShard = (shard: bigint) => String((shard << 22n) + 17n);

describe('the served shards', () => {
  it('the served shards decide which cards are this process’s own', () => {
    const served = new ServedShards(null, false);
    served.serve({ ids: [1, 3], count: 4 });
    expect([0n, 1n, 2n, 3n, 4n, 5n].map((shard) => served.isOwn(inShard(shard)))).toEqual([
      false,
      true,
      false,
      true,
      false,
      true,
    ]);
  });

  it('the served shards have the direct messages if the first one is among them', () => {
    const served = new ServedShards(null, false);
    served.serve({ ids: [1], count: 2 });
    expect(served.isOwn(null)).toBe(false);
    served.serve({ ids: [0], count: 2 });
    expect(served.isOwn(null)).toBe(true);
  });

  it('the served shards are none before they are taken, and after they were lost', () => {
    const served = new ServedShards({ ids: [0], count: 1 }, false);
    expect([served.has(0), served.isOwn(null)]).toEqual([false, false]);
    served.serve({ ids: [0], count: 1 });
    expect([served.has(0), served.isOwn(null)]).toEqual([true, true]);
    served.lose();
    expect([served.has(0), served.isOwn(null)]).toEqual([false, false]);
  });
});
