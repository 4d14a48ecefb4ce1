import { describe, expect, it } from '@jest/globals';
import type { Client } from 'discordx';

import type { CommandTurns } from '../../../../src/bot/intake/command/command-turns.js';
import { UnfinishedCommands } from '../../../../src/bot/intake/command/unfinished-commands.js';
import type { CommandRequest } from '../../../../src/interactions/command-request.js';
import type { CommandRequests } from '../../../../src/persistence/command-requests.js';
import { commandRequest } from '../../../support/command-requests.js';
import { busy } from '../../../support/memory-persistence.js';
import { RecordingLogger } from '../../../support/recording-logger.js';
import { rejectionOf } from '../../../support/rejection-of.js';
import { strictDouble } from '../../../support/strict-double.js';

interface Told {
  readonly requests: readonly CommandRequest[];
  readonly isReady?: boolean;
  readonly fails?: string;
  readonly shards?: { readonly shards: readonly number[]; readonly shardCount: number };
}

function setUp({ requests, isReady = true, fails, shards }: Told) {
  const logger = new RecordingLogger();
  const done: string[] = [];
  const rows = strictDouble<CommandRequests>('CommandRequests', {
    all: async (limit) => {
      done.push(`at most ${limit}`);
      return requests.map((request) => ({ request, receivedAtMs: 0 }));
    },
  });
  const note = (what: string) => async (request: CommandRequest) => {
    done.push(`${what} ${request.id}`);
    if (request.id === fails) throw busy();
  };
  const turns = strictDouble<CommandTurns>('CommandTurns', {
    resume: note('resumed'),
  });
  const client = { options: shards ?? {}, isReady: () => isReady } as unknown as Client;
  const work = new UnfinishedCommands(client, rows, turns, logger);
  const run = async (signal = new AbortController().signal) => {
    await work.collect();
    return work.finish(signal);
  };
  return { run, work, done, logger };
}

const [one, two] = [commandRequest({ id: '1' }), commandRequest({ id: '2' })];

const inGuild = (id: string, shard: bigint) =>
  commandRequest({ id, guildId: String(shard << 22n) });

describe('the unfinished commands', () => {
  it('unfinished commands are answered, the oldest first', async () => {
    const { run, done, logger } = setUp({ requests: [one, two] });
    await run();
    expect(done).toEqual(['at most 500', 'resumed 1', 'resumed 2']);
    expect(logger.messages('info')).toEqual(['Finished a command', 'Finished a command']);
  });

  it('unfinished commands do not keep each other from being answered', async () => {
    const { run, done, logger } = setUp({ requests: [one, two], fails: '1' });
    const left = await run();
    expect(done.slice(1)).toEqual(['resumed 1', 'resumed 2']);
    expect([...left]).toEqual(['1']);
    expect(logger.messages('error')).toEqual(['Could not finish a command']);
    expect(JSON.stringify(logger.lines)).not.toContain(one.token);
  });

  it('unfinished commands of the shards of other processes are left to these', async () => {
    const { run, done } = setUp({
      requests: [inGuild('1', 4n), inGuild('2', 5n), commandRequest({ id: '3', guildId: null })],
      shards: { shards: [1], shardCount: 4 },
    });
    await run();
    expect(done).toEqual(['at most 2000', 'resumed 2']);
  });

  it('unfinished commands are answered once in a start', async () => {
    const { run, work, done } = setUp({ requests: [one] });
    await run();
    await work.finish(new AbortController().signal);
    expect(done.slice(1)).toEqual(['resumed 1']);
  });

  it('unfinished commands are left to the next start when this one is stopped, or has no connection', async () => {
    const stopping = new AbortController();
    stopping.abort(new Error('stopped'));
    const stopped = setUp({ requests: [one] });
    expect(await rejectionOf(stopped.run(stopping.signal))).toBe(stopping.signal.reason);
    const offline = setUp({ requests: [one], isReady: false });
    expect([...(await offline.run())]).toEqual(['1']);
    expect([stopped.done, offline.done]).toEqual([['at most 500'], ['at most 500']]);
  });
});
