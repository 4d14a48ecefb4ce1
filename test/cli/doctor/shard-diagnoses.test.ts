import { expect, it } from '@jest/globals';

import { shardDiagnoses } from '../../../src/cli/doctor/shard-diagnoses.js';

it.each([
  [1, 1, true],
  // Two processes for a small bot, so that one may fail.
  [2, 1, true],
  [16, 1, true],
  [17, 1, false],
  [32, 64, true],
  [32, 65, false],
  [400, 100, true],
  [401, 100, false],
])(
  'the doctor is asked about %d shards where Discord recommends %d, and says that it is well: %s',
  async (shardCount, recommended, isWell) => {
    const rest = { recommendedShards: async () => recommended };
    const [diagnosis] = await shardDiagnoses(rest, shardCount);
    expect(diagnosis?.passed).toBe(isWell);
    expect(diagnosis?.says).toContain(
      `SHARD_COUNT is ${shardCount}, and Discord recommends ${recommended}`,
    );
  },
);

it('the doctor asks for no recommendation where the bot follows it by itself', async () => {
  const rest = { recommendedShards: () => Promise.reject(new Error('it is asked')) };
  expect(await shardDiagnoses(rest, null)).toEqual([]);
});
