import { describe, expect, it } from '@jest/globals';

import type { AttemptResult, GenerationRun } from '../../src/generation/run/generation-run.js';
import { GENERATION_FAILURES } from '../../src/interactions/failure-kinds.js';
import { measuredRun } from '../../src/monitoring/measured-run.js';
import { RecordingMetrics } from '../support/recording-metrics.js';
import { INTERACTION_ID, TICKET } from '../support/states.js';
import { strictDouble } from '../support/strict-double.js';

const { signal } = new AbortController();
const OPTIONS = { cancelled: signal, stopping: signal };

function setUp(result: AttemptResult) {
  const metrics = new RecordingMetrics();
  const asked: unknown[][] = [];
  const run = strictDouble<GenerationRun>('GenerationRun', {
    attempt: async (...args) => {
      asked.push(args);
      return result;
    },
    giveUp: async (...args) => void asked.push(args),
  });
  return { metrics, asked, measured: measuredRun(run, metrics) };
}

describe('a measured run', () => {
  it('a measured run counts an attempt that is to be repeated, by its code, and hands it on', async () => {
    const retry = { kind: 'retry', code: 'model.overloaded', notBeforeMs: 7 } as const;
    const { metrics, asked, measured } = setUp(retry);
    expect(await measured.attempt(INTERACTION_ID, OPTIONS)).toBe(retry);
    expect(asked).toEqual([[INTERACTION_ID, OPTIONS]]);
    expect(metrics.calls).toEqual([['generationRetried', 'model.overloaded']]);
  });

  it.each([{ kind: 'outcome' }, { kind: 'occupied' }, { kind: 'interrupted' }] as const)(
    'a measured run counts no other attempt: %j',
    async (result) => {
      const { metrics, measured } = setUp(result);
      expect(await measured.attempt(INTERACTION_ID, OPTIONS)).toBe(result);
      expect(metrics.calls).toEqual([]);
    },
  );

  it('a measured run gives up as the run does', async () => {
    const { metrics, asked, measured } = setUp({ kind: 'outcome' });
    const { modelGone } = GENERATION_FAILURES.own;
    await measured.giveUp(INTERACTION_ID, TICKET.id, modelGone, signal);
    expect(asked).toEqual([[INTERACTION_ID, TICKET.id, modelGone, signal]]);
    expect(metrics.calls).toEqual([]);
  });
});
