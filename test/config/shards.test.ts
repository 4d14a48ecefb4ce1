import { describe, expect, it } from '@jest/globals';

import { readConfig } from '../../src/config/config.js';
import { processesOf } from '../../src/config/shards.js';
import { appErrorOf } from '../support/app-error-of.js';

const POSTGRES = 'postgres://bot:secret@db.example/bot';
const MINIMAL = { DISCORD_TOKEN: 'a-token', IMAGE_MODEL: 'offline', DATABASE_URL: POSTGRES };

const shardsIn = (env: Record<string, string>) => readConfig({ ...MINIMAL, ...env }).discord.shards;

/** The variables that are refused, in the order of the lines. */
async function refused(env: Record<string, string>): Promise<string[]> {
  const { userMessage } = await appErrorOf(() => readConfig({ ...MINIMAL, ...env }));
  const [, ...lines] = userMessage.split('\n');
  for (const line of lines) expect(line).toContain('for example');
  return lines.map((line) => line.trim().split(' ', 1).join());
}

describe('the shards of a process', () => {
  it.each([{}, { SHARDS: 'auto' }, { SHARDS: '', POD_NAME: 'bot-3' }])(
    'the shards of a process are all that Discord recommends with %j',
    (env) => {
      expect(shardsIn(env)).toBeNull();
    },
  );

  it.each([
    ['0-3', [0, 1, 2, 3]],
    ['3', [3]],
    ['7,0, 2,5-7,6', [0, 2, 5, 6, 7]],
  ])('the shards of a process are listed by SHARDS=%s', (SHARDS, ids) => {
    expect(shardsIn({ SHARDS, SHARD_COUNT: '8' })).toEqual({ ids, count: 8 });
  });

  it.each([
    ['bot-3', '32', [12, 13, 14, 15]],
    ['nano-banana-0', '32', [0, 1, 2, 3]],
    ['bot-2', '10', [8, 9]],
  ])(
    'the shards of a process follow from the ordinal in %s of %s shards',
    (POD_NAME, count, ids) => {
      const env = { SHARDS_PER_PROCESS: '4', SHARD_COUNT: count, POD_NAME };
      expect(shardsIn(env)).toEqual({ ids, count: Number(count) });
    },
  );

  it.each([
    [{ SHARDS: '0-3' }, ['SHARD_COUNT']],
    [{ SHARD_COUNT: '4' }, ['SHARDS']],
    [{ SHARDS: 'auto', SHARD_COUNT: '4' }, ['SHARDS']],
    [{ SHARDS: '3-1', SHARD_COUNT: '4' }, ['SHARDS']],
    [{ SHARDS: 'all', SHARD_COUNT: '4' }, ['SHARDS']],
    [{ SHARDS: '2-4', SHARD_COUNT: '4' }, ['SHARDS']],
    [{ SHARDS: '0', SHARD_COUNT: 'many' }, ['SHARD_COUNT']],
    [{ SHARDS_PER_PROCESS: '4' }, ['POD_NAME', 'SHARD_COUNT']],
    [{ SHARDS_PER_PROCESS: '4', SHARD_COUNT: '8', POD_NAME: 'bot' }, ['POD_NAME']],
    [{ SHARDS_PER_PROCESS: '4', SHARD_COUNT: '8', POD_NAME: 'bot-2' }, ['POD_NAME']],
    [
      { SHARDS: '0', SHARDS_PER_PROCESS: '1', SHARD_COUNT: '8' },
      ['POD_NAME', 'SHARDS_PER_PROCESS'],
    ],
    [{ SHARDS: '0', SHARD_COUNT: '2', DATABASE_URL: '' }, ['DATABASE_URL']],
    [{ SHARDS: '5', DATABASE_URL: '', LOG_LEVEL: 'loud' }, ['LOG_LEVEL', 'SHARD_COUNT']],
  ])('the shards of a process are refused with %j: %j', async (env, names) => {
    expect((await refused(env)).toSorted()).toEqual(names);
  });

  it('the shards of a process with SQLite may be fixed where none is left to others', () => {
    const env = { DATABASE_URL: '', SHARDS: '0-1', SHARD_COUNT: '2' };
    expect(shardsIn(env)).toEqual({ ids: [0, 1], count: 2 });
  });

  it('the shards of a process tell how many processes there are', () => {
    expect(processesOf(null)).toBe(1);
    expect(processesOf({ ids: [0, 1], count: 5 })).toBe(3);
  });

  it('the node of a Kubernetes pod is not taken for its name', () => {
    expect(shardsIn({ NODE_NAME: 'worker-1' })).toBeNull();
  });
});
