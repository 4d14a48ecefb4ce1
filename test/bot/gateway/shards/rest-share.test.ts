import { expect, it } from '@jest/globals';

import { requestsPerSecond } from '../../../../src/bot/gateway/shards/rest-share.js';
import { readConfig } from '../../../../src/config/config.js';

const share = (env: Record<string, string>) =>
  requestsPerSecond(
    readConfig({
      DISCORD_TOKEN: 'a-token',
      IMAGE_MODEL: 'offline',
      DATABASE_URL: 'postgres://bot:secret@db.example/bot',
      ...env,
    }).discord,
  );

it.each([
  [{}, 50],
  [{ SHARDS: '0-15', SHARD_COUNT: '32' }, 25],
  [{ SHARDS: '0-3', SHARD_COUNT: '14' }, 12],
  [{ SHARDS: '0', SHARD_COUNT: '1000' }, 1],
  [{ SHARDS: '0', SHARD_COUNT: '1000', DISCORD_API_URL: 'https://proxy.example/api' }, 50],
])('Discord’s limit of requests is shared with the other processes: %j leaves %s', (env, limit) => {
  expect(share(env)).toBe(limit);
});
