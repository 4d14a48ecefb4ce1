import { once } from 'node:events';
import { text } from 'node:stream/consumers';

import { expect, it } from '@jest/globals';

import { startNodeProgram } from '../support/node-program.js';

/** Each kill may leave a shard without service until its lease has ended. */
const PATIENCE_MS = 15 * 60_000;

it.each([
  ['one process on SQLite', ['--kills', '5']],
  [
    'two processes on PostgreSQL and a bucket',
    ['--processes', '2', '--database', 'postgres', '--faults', '10'],
  ],
])(
  'every promise about cards and pictures holds after a few faults of %s',
  async (_of, options) => {
    const campaign = startNodeProgram(['dist/test/crash/main.js', ...options]);
    const [said] = await Promise.all([text(campaign.stdout!), once(campaign, 'exit')]);
    expect(said).toMatch(/, 0 failed, after/);
  },
  PATIENCE_MS,
);
