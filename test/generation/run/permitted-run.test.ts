import { describe, expect, it } from '@jest/globals';

import type { ModelHealth } from '../../../src/generation/model-health.js';
import type { GenerationRun } from '../../../src/generation/run/generation-run.js';
import { PermittedRun } from '../../../src/generation/run/permitted-run.js';
import { GENERATION_FAILURES } from '../../../src/interactions/failure-kinds.js';
import { INTERACTION_ID, TICKET } from '../../support/states.js';
import { strictDouble } from '../../support/strict-double.js';

const { signal } = new AbortController();
const OPTIONS = { cancelled: signal, stopping: signal };

function setUp(isAllowed: boolean) {
  const done: unknown[] = [];
  const runs = strictDouble<GenerationRun>('GenerationRun', {
    attempt: async (...args) => {
      done.push(args);
      return { kind: 'outcome' };
    },
    giveUp: async (...args) => void done.push(args),
  });
  const health = strictDouble<ModelHealth>('ModelHealth', {
    takeTurn: async () => isAllowed,
    endTurn: async () => void done.push('turn ended'),
  });
  return { done, permitted: new PermittedRun(runs, health) };
}

describe('a permitted run', () => {
  it('a permitted run makes an attempt in its turn, and gives the turn back', async () => {
    const { done, permitted } = setUp(true);
    expect(await permitted.attempt(INTERACTION_ID, OPTIONS)).toEqual({ kind: 'outcome' });
    expect(done).toEqual([[INTERACTION_ID, OPTIONS], 'turn ended']);
  });

  it('a permitted run makes no attempt while the circuit breaker allows none', async () => {
    const { done, permitted } = setUp(false);
    expect(await permitted.attempt(INTERACTION_ID, OPTIONS)).toEqual({ kind: 'held_up' });
    expect(done).toEqual([]);
  });

  it('a permitted run gives up as the run does, whatever the circuit breaker allows', async () => {
    const { done, permitted } = setUp(false);
    const { modelGone } = GENERATION_FAILURES.own;
    await permitted.giveUp(INTERACTION_ID, TICKET.id, modelGone, signal);
    expect(done).toEqual([[INTERACTION_ID, TICKET.id, modelGone, signal]]);
  });
});
