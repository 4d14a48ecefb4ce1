import { describe, expect, it } from '@jest/globals';

import { measuredPersistence } from '../../src/monitoring/measured-persistence.js';
import { appErrorOf } from '../support/app-error-of.js';
import { RecordingMetrics } from '../support/recording-metrics.js';
import { newInteractionState, OTHER_INTERACTION_ID } from '../support/states.js';
import { openTestDatabase } from '../support/test-database.js';

async function setUp() {
  const { persistence } = await openTestDatabase();
  const metrics = new RecordingMetrics();
  return { metrics, service: measuredPersistence(persistence, metrics) };
}

describe('measured persistence', () => {
  it('measured persistence counts each operation on a row with its time, also those inside a change', async () => {
    const { metrics, service } = await setUp();
    const { id } = await service.create(newInteractionState());
    await service.change(id, (state) => ({ ...state, currentPrompt: 'a secret' }));
    expect((await service.load(id)).currentPrompt).toBe('a secret');
    expect(metrics.calls).toEqual([
      ['rowUsed', 'create', 'ok'],
      ['rowUsed', 'load', 'ok'],
      ['rowUsed', 'save', 'ok'],
      ['rowUsed', 'load', 'ok'],
    ]);
    for (const durationMs of metrics.durations) expect(durationMs).toBeGreaterThan(0);
  });

  it('measured persistence counts failures by their code, and throws them on', async () => {
    const { metrics, service } = await setUp();
    const stored = await service.create(newInteractionState());
    await service.save(stored);
    expect((await appErrorOf(service.save(stored))).code).toBe('state.conflict');
    expect((await appErrorOf(service.load(OTHER_INTERACTION_ID))).code).toBe('state.not_found');
    expect(metrics.calls.slice(2)).toEqual([
      ['rowUsed', 'save', 'state.conflict'],
      ['rowUsed', 'load', 'state.not_found'],
    ]);
  });

  it('measured persistence does everything else as the service does', async () => {
    const { metrics, service } = await setUp();
    await service.create(newInteractionState());
    expect((await service.stats()).interactions).toBe(1);
    await service.ping();
    expect(metrics.calls).toEqual([['rowUsed', 'create', 'ok']]);
  });
});
