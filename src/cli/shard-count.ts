import type { Environment } from '../config/environment.js';
import { withoutQuotes } from '../config/pasted-value.js';

/**
 * The number of shards of all processes together; null where it is not set, or wrong: whoever reads
 * the whole configuration says so.
 */
export function shardCountOf(env: Environment): number | null {
  const text = withoutQuotes(env['SHARD_COUNT'] ?? '');
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : null;
}
