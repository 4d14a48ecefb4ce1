import { readFile } from 'node:fs/promises';

import { describe, expect, it } from '@jest/globals';

import { CommandRequests } from '../../../src/persistence/command-requests.js';
import { entriesOf } from '../../support/archives.js';
import { backUp, fill, storedWorld, UNSTOPPED } from './stored-world.js';

describe('a backup while a command waits for its answer', () => {
  it('a backup holds no token of a command that waits for its answer, and a restored store waits for none', async () => {
    const world = await storedWorld();
    await fill(world);
    const requests = new CommandRequests(world.dataSource, world.clock, world.logger);
    const token = 'A-token-that-answers-a-command';
    const ask = { kind: 'show', id: '3f2b8c1e' } as const;
    const place = { userId: '2', guildId: null, channelId: '4' };
    await requests.add({ id: '7', token, ...place, ask });
    const { report } = await backUp(world);
    const entries = await entriesOf(await readFile(report.file));
    expect(entries.filter(({ bytes }) => bytes.includes(token))).toEqual([]);
    const other = await storedWorld();
    await other.restore.run(report.file, UNSTOPPED);
    const restored = new CommandRequests(other.dataSource, other.clock, other.logger);
    expect(await restored.allPrivate(10)).toEqual([]);
  });
});
