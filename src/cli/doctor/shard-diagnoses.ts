import type { DiscordRest } from '../discord-rest.js';
import { diagnose, failed, passed, type Diagnosis } from './diagnosis.js';

/** Discord recommends one shard for about 1,000 servers, and closes one with more than 2,500. */
const MAX_RECOMMENDED_OF_ONE = 2;
/** So many more do no harm; each start of one is one of the 1,000 of a day. */
const MAX_SHARDS_OF_ONE = 4;
const MAX_SHARDS_OF_FEW = 16;

/**
 * Whether the number of shards fits to the number of servers.
 *
 * @param shardCount the shards of all processes together; null: as Discord recommends.
 */
export async function shardDiagnoses(
  rest: Pick<DiscordRest, 'recommendedShards'>,
  shardCount: number | null,
): Promise<Diagnosis[]> {
  if (shardCount === null) return [];
  return diagnose('Number of shards', async () => {
    const recommended = await rest.recommendedShards();
    const says = `SHARD_COUNT is ${shardCount}, and Discord recommends ${recommended}`;
    const remedy = 'Change it in all processes, and restart them all (docs/scaling.md).';
    if (recommended > shardCount * MAX_RECOMMENDED_OF_ONE)
      return [
        failed(
          'Number of shards',
          `${says}: it soon refuses shards with too many servers. ${remedy}`,
        ),
      ];
    if (shardCount > Math.max(MAX_SHARDS_OF_FEW, recommended * MAX_SHARDS_OF_ONE))
      return [
        failed(
          'Number of shards',
          `${says}: each start of a shard takes one of those of the day. ${remedy}`,
        ),
      ];
    return [passed('Number of shards', says)];
  });
}
