import { describe, expect, it } from '@jest/globals';
import type { Client } from 'discordx';

import type { RulesAgain } from '../../../src/bot/guards/rules/rules-again.js';
import type { PrivateAnswers } from '../../../src/bot/private-answers/private-answers.js';
import { UnfinishedAnswers } from '../../../src/bot/private-answers/unfinished-answers.js';
import type { PrivateRequest } from '../../../src/interactions/private-request.js';
import type { CommandRequests } from '../../../src/persistence/command-requests.js';
import { RecordingLogger } from '../../support/recording-logger.js';
import { strictDouble } from '../../support/strict-double.js';

const NEVER = new AbortController().signal;

const requestOf = (id: string, guildId: string | null = null): PrivateRequest => ({
  id,
  token: 'secret',
  userId: '2',
  guildId,
  channelId: '4',
  ask: { kind: 'show', id: '3f2b8c1e' },
});

interface Told {
  readonly waiting: readonly PrivateRequest[];
  readonly resume?: (id: string) => Promise<void>;
  /** What a rule is against. */
  readonly refused?: string;
  readonly shards?: { readonly shards: readonly number[]; readonly shardCount: number };
}

function setUp({ waiting, resume, refused, shards }: Told) {
  const logger = new RecordingLogger();
  const done: string[] = [];
  const requests = strictDouble<CommandRequests>('CommandRequests', {
    allPrivate: async () => waiting.map((request) => ({ request, receivedAtMs: 0 })),
  });
  const answers = strictDouble<PrivateAnswers>('PrivateAnswers', {
    resume: async ({ id }, _client, askAgain) => {
      await resume?.(id);
      const refusal = await askAgain();
      done.push(refusal === null ? `${id} answered` : `${id} refused: ${refusal}`);
    },
  });
  const rules = strictDouble<RulesAgain>('RulesAgain', {
    refusal: async (_client, { id, name }) => (id === refused ? `${name} is not for you` : null),
  });
  const client = strictDouble<{ isReady: () => boolean; options: object }>('Client', {
    isReady: () => true,
    options: shards ?? {},
  });
  const work = new UnfinishedAnswers(client as unknown as Client, requests, answers, rules, logger);
  const run = async (signal = NEVER) => {
    await work.collect();
    await work.finish(signal);
  };
  return { run, done, logger };
}

describe('the unfinished answers', () => {
  it('unfinished answers are given one after the other', async () => {
    const { run, done } = setUp({ waiting: [requestOf('1'), requestOf('2')] });
    await run();
    expect(done).toEqual(['1 answered', '2 answered']);
  });

  it('the rules are asked again about each unfinished answer', async () => {
    const { run, done } = setUp({ waiting: [requestOf('1'), requestOf('2')], refused: '1' });
    await run();
    expect(done).toEqual(['1 refused: show is not for you', '2 answered']);
  });

  it('an answer that cannot be given is left to the next start, and holds up no other', async () => {
    const { run, done, logger } = setUp({
      waiting: [requestOf('1'), requestOf('2')],
      resume: async (id) => {
        if (id === '1') throw new Error('Discord is away');
      },
    });
    await run();
    expect(done).toEqual(['2 answered']);
    expect(logger.messages('error')).toEqual(['Could not finish an answer']);
    expect(JSON.stringify(logger.lines)).not.toContain('secret');
  });

  it('answers of other shards are left to their processes', async () => {
    // The shard of a server follows from its id.
    const onShardOne = String(1n << 22n);
    const { run, done } = setUp({
      waiting: [requestOf('1', onShardOne), requestOf('2', null)],
      shards: { shards: [1], shardCount: 2 },
    });
    await run();
    expect(done).toEqual(['1 answered']);
  });

  it('a stop ends the work between two answers', async () => {
    const stopping = new AbortController();
    const { run, done } = setUp({
      waiting: [requestOf('1'), requestOf('2')],
      resume: async () => stopping.abort(new Error('stopping')),
    });
    await expect(run(stopping.signal)).rejects.toThrow('stopping');
    expect(done).toEqual(['1 answered']);
  });
});
