import { expect, it } from '@jest/globals';

import { processText, shardsText } from '../../src/cli/process-text.js';

it.each([
  [[3], 'shard 3'],
  [[0, 1, 2, 3], 'shards 0–3'],
  [[0, 2, 5, 6, 7, 9], 'shards 0, 2, 5–7, 9'],
])('the text of shards %j joins those that follow each other', (shards, text) => {
  expect(shardsText(shards)).toBe(text);
});

it('the text of a process says which shards it serves, since when all of them, and what else it does', () => {
  const shards = [
    { shard: 0, since: '2026-11-29T09:00:01.000Z' },
    { shard: 1, since: '2026-11-29T09:00:00.000Z' },
  ];
  expect(processText({ process: 'bot-0 (7)', shards, duties: ['cleanup', 'identify 0'] })).toBe(
    'bot-0 (7): shards 0–1 since 2026-11-29T09:00:01.000Z, cleans up, identify 0',
  );
  expect(processText({ process: 'ops (8)', shards: [], duties: ['restore'] })).toBe(
    'ops (8): restores a backup',
  );
});
