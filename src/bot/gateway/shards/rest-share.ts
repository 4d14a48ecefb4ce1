import { processesOf } from '../../../config/shards.js';
import type { Config } from '../../../config/config.js';

/** What Discord takes from one bot in a second, from all its processes together. */
const GLOBAL_LIMIT = 50;

const DISCORD_HOST = /(?:^|\.)discord\.com$/;

/**
 * How many requests this process may send in a second. Other processes have as many; a proxy that
 * `DISCORD_API_URL` names counts for all of them.
 */
export function requestsPerSecond({ apiUrl, shards }: Config['discord']): number {
  if (!DISCORD_HOST.test(new URL(apiUrl).hostname)) return GLOBAL_LIMIT;
  return Math.max(1, Math.floor(GLOBAL_LIMIT / processesOf(shards)));
}
