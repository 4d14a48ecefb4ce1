import { describe, expect, it } from '@jest/globals';

import type { AttemptResult, GenerationRun } from '../../src/generation/run/generation-run.js';
import { measuredRun } from '../../src/monitoring/measured-run.js';
import { RecordingMetrics } from '../support/recording-metrics.js';
import { INTERACTION_ID } from '../support/states.js';
import { strictDouble } from '../support/strict-double.js';

const NEVER = new AbortController().signal;
const OPTIONS = { takeOver: false, cancelled: NEVER, stopping: NEVER };

async function attempt(result: AttemptResult) {
  const metrics = new RecordingMetrics();
  const run = strictDouble<GenerationRun>('GenerationRun', { attempt: async () => result });
  expect(await measuredRun(run, metrics).attempt(INTERACTION_ID, OPTIONS)).toBe(result);
  return metrics.calls;
}

describe('a measured run', () => {
  it('a measured run counts an attempt that has to be repeated, by the code of its failure', async () => {
    expect(await attempt({ kind: 'retry', code: 'model.overloaded', notBeforeMs: 1 })).toEqual([
      ['generationRetried', 'model.overloaded'],
    ]);
  });

  it('a measured run counts nothing else', async () => {
    expect(await attempt({ kind: 'outcome' })).toEqual([]);
    expect(await attempt({ kind: 'left' })).toEqual([]);
  });
});
