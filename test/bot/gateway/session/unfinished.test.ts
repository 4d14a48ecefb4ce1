import { expect, it } from '@jest/globals';

import { Unfinished } from '../../../../src/bot/gateway/session/unfinished.js';
import type { UnfinishedCommands } from '../../../../src/bot/intake/command/unfinished-commands.js';
import type { UnfinishedAnswers } from '../../../../src/bot/private-answers/unfinished-answers.js';
import type { UnfinishedRequests } from '../../../../src/bot/intake/mention/unfinished-requests.js';
import { strictDouble } from '../../../support/strict-double.js';

it('answers and commands are finished before requests, which would miss their messages', async () => {
  const done: string[] = [];
  const { signal } = new AbortController();
  const noting = (whose: string) => ({
    collect: async () => void done.push(`collect ${whose}`),
    finish: async (given: AbortSignal) => {
      expect(given).toBe(signal);
      done.push(`finish ${whose}`);
    },
  });
  const answers = strictDouble<UnfinishedAnswers>('UnfinishedAnswers', noting('answers'));
  const left: ReadonlySet<string> = new Set(['1']);
  const commands = strictDouble<UnfinishedCommands>('UnfinishedCommands', {
    ...noting('commands'),
    finish: async (given) => {
      await noting('commands').finish(given);
      return left;
    },
  });
  const requests = strictDouble<UnfinishedRequests>('UnfinishedRequests', {
    ...noting('requests'),
    finish: async (given, others) => {
      await noting('requests').finish(given);
      expect(others).toBe(left);
    },
  });
  const unfinished = new Unfinished(answers, commands, requests);
  await unfinished.collect();
  await unfinished.finish(signal);
  expect(done).toEqual([
    'collect answers',
    'collect commands',
    'collect requests',
    'finish answers',
    'finish commands',
    'finish requests',
  ]);
});
