import { describe, expect, it } from '@jest/globals';

import { processesOf, unservedShards } from '../../src/maintenance/processes.js';
import type { DutyEntity } from '../../src/persistence/duty.entity.js';

const SINCE = '2026-11-29T09:00:00.000Z';

/** Duties of one process, which took the shards a second after each other. */
function dutiesOf(process: string, ...names: string[]): DutyEntity[] {
  return names.map((name, n) => ({
    name,
    owner: `id of ${process}`,
    process,
    heldSince: SINCE.replace('00.', `0${n}.`),
    heldUntil: '2999-01-01T00:00:00.000Z',
  }));
}

describe('the processes at work', () => {
  it('the processes at work are told from their duties, in the order of their shards', () => {
    const held = [
      ...dutiesOf('b (2)', 'shard 10', 'shard 9', 'cleanup'),
      ...dutiesOf('c (3)', 'restore'),
      ...dutiesOf('a (1)', 'shard 0'),
    ];
    expect(processesOf(held)).toEqual([
      { process: 'a (1)', shards: [{ shard: 0, since: SINCE }], duties: [] },
      {
        process: 'b (2)',
        shards: [
          { shard: 9, since: '2026-11-29T09:00:01.000Z' },
          { shard: 10, since: SINCE },
        ],
        duties: ['cleanup'],
      },
      { process: 'c (3)', shards: [], duties: ['restore'] },
    ]);
  });

  it('the processes at work leave the shards unserved that none of them has', () => {
    const processes = processesOf([
      ...dutiesOf('a (1)', 'shard 0', 'shard 1'),
      ...dutiesOf('b (2)', 'shard 3'),
    ]);
    expect(unservedShards(processes, 6)).toEqual([2, 4, 5]);
    expect(unservedShards(processes, 2)).toEqual([]);
    expect(unservedShards([], 2)).toEqual([0, 1]);
  });
});
