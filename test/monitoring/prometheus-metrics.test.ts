import { readFile } from 'node:fs/promises';

import { describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';

import { PrometheusMetrics } from '../../src/monitoring/prometheus-metrics.js';
import { FakeClock } from '../support/fake-clock.js';

function setUp() {
  const registry = new Registry();
  const clock = new FakeClock();
  const metrics = new PrometheusMetrics(registry, clock);
  /** The sample lines that begin with a name. */
  const lines = async (name: string) =>
    (await registry.metrics()).split('\n').filter((line) => line.startsWith(name));
  /** Those that have counted something. */
  const counted = async (name: string) =>
    (await lines(name)).filter((line) => !line.endsWith(' 0'));
  return { clock, metrics, lines, counted };
}

describe('metrics for Prometheus', () => {
  it('the metrics count operations on rows by outcome, and time them in seconds', async () => {
    const { metrics, lines } = setUp();
    metrics.rowUsed('save', 'ok', 2);
    metrics.rowUsed('save', 'state.conflict', 2);
    expect(await lines('nanobanana_interactions_total')).toEqual([
      'nanobanana_interactions_total{operation="save",outcome="ok"} 1',
      'nanobanana_interactions_total{operation="save",outcome="state.conflict"} 1',
    ]);
    expect(await lines('nanobanana_row_seconds_sum')).toEqual([
      'nanobanana_row_seconds_sum{operation="save"} 0.004',
    ]);
  });

  it('the metrics have the reasons for which cards cannot be restored from the start', async () => {
    const { metrics, lines } = setUp();
    metrics.notRestorable('state.not_found');
    expect((await lines('nanobanana_not_restorable_total')).slice(0, 4)).toEqual([
      'nanobanana_not_restorable_total{reason="state.no_id"} 0',
      'nanobanana_not_restorable_total{reason="state.foreign"} 0',
      'nanobanana_not_restorable_total{reason="state.not_found"} 1',
      'nanobanana_not_restorable_total{reason="state.unreadable"} 0',
    ]);
  });

  it('the metrics have every counter that an alert watches from the start, with 0', async () => {
    const { lines } = setUp();
    const alerts = await readFile('docs/monitoring/alerts.yaml', 'utf8');
    const watched = [...alerts.matchAll(/(nanobanana_\w+_total)\{(\w+)(=~?|!~)"([^"]*)"\}/g)];
    expect(watched.map(([, name]) => name)).toEqual([
      'nanobanana_answer_failures_total',
      'nanobanana_not_restorable_total',
      'nanobanana_generations_total',
      'nanobanana_cleanups_total',
    ]);
    for (const [, name = '', label = '', operator, pattern = ''] of watched) {
      const values = (await lines(name)).map((line) => {
        expect(line).toMatch(/ 0$/);
        return new RegExp(`${label}="([^"]*)"`).exec(line)?.[1] ?? '';
      });
      for (const alternative of pattern.replaceAll('\\\\', '\\').split('|')) {
        const isWanted = (value: string) =>
          new RegExp(`^(?:${alternative})$`).test(value) !== (operator === '!~');
        expect([alternative, values.some(isWanted)]).toEqual([alternative, true]);
      }
    }
  });

  it('the metrics time answers by kind, and count those that were errors', async () => {
    const { metrics, lines, counted } = setUp();
    metrics.restored(10);
    metrics.answered('button', null, 20);
    metrics.answered('button', 'storage.busy', 3_000);
    expect(await lines('nanobanana_restore_seconds_sum')).toEqual([
      'nanobanana_restore_seconds_sum 0.01',
    ]);
    expect(await lines('nanobanana_answer_seconds_count')).toEqual([
      'nanobanana_answer_seconds_count{kind="button"} 2',
    ]);
    expect(await counted('nanobanana_answer_failures_total')).toEqual([
      'nanobanana_answer_failures_total{kind="button",code="storage.busy"} 1',
    ]);
  });

  it('the metrics time calls of the model, and add up its tokens where the vendor counts them', async () => {
    const { metrics, lines } = setUp();
    const call = { model: 'a-model', outcome: 'picture', durationMs: 9_000 };
    metrics.modelCalled({ ...call, promptTokens: 7, outputTokens: 1290 });
    metrics.modelCalled({ ...call, promptTokens: null, outputTokens: -1 });
    metrics.modelCalled({ ...call, promptTokens: Number.NaN, outputTokens: null });
    expect(await lines('nanobanana_model_call_seconds_sum')).toEqual([
      'nanobanana_model_call_seconds_sum{model="a-model",outcome="picture"} 27',
    ]);
    expect(await lines('nanobanana_model_tokens_total')).toEqual([
      'nanobanana_model_tokens_total{model="a-model",kind="prompt"} 7',
      'nanobanana_model_tokens_total{model="a-model",kind="output"} 1290',
    ]);
  });

  it('the metrics time generations from their request, even where a clock went back', async () => {
    const { clock, metrics, lines, counted } = setUp();
    const requestedAt = clock.iso();
    clock.advance(30_000);
    metrics.generationRetried('model.overloaded');
    metrics.generationEnded({ status: 'delivered', code: null, requestedAt });
    clock.advance(-60_000);
    metrics.generationEnded({ status: 'failed', code: 'model.quota', requestedAt });
    expect(await counted('nanobanana_generations_total')).toEqual([
      'nanobanana_generations_total{outcome="delivered"} 1',
      'nanobanana_generations_total{outcome="model.quota"} 1',
    ]);
    expect(await lines('nanobanana_generation_seconds_sum')).toEqual([
      'nanobanana_generation_seconds_sum{status="delivered"} 30',
      'nanobanana_generation_seconds_sum{status="failed"} 0',
    ]);
    expect(await lines('nanobanana_generation_retries_total')).toEqual([
      'nanobanana_generation_retries_total{reason="model.overloaded"} 1',
    ]);
  });

  it('the metrics add up what cleanups removed, and say when the last one ended well', async () => {
    const { clock, metrics, lines } = setUp();
    metrics.cleanedUp({ interactions: 3, bytes: 100, orphans: 1 });
    metrics.cleanedUp({ interactions: 1, bytes: 50, orphans: 0 });
    const seconds = clock.now() / 1000;
    clock.advance(1_000);
    metrics.cleanedUp(null);
    expect(await lines('nanobanana_cleanup')).toEqual([
      'nanobanana_cleanups_total{outcome="ok"} 2',
      'nanobanana_cleanups_total{outcome="failed"} 1',
      'nanobanana_cleanup_interactions_total 4',
      'nanobanana_cleanup_bytes_total 150',
      'nanobanana_cleanup_orphans_total 1',
      `nanobanana_cleanup_last_success_timestamp_seconds ${seconds}`,
    ]);
  });

  it('the metrics take no words of a person as a label', async () => {
    const { metrics, counted } = setUp();
    metrics.generationEnded({
      status: 'failed',
      code: 'a secret prompt',
      requestedAt: '2026-11-24T12:00:00.000Z',
    });
    expect(await counted('nanobanana_generations_total')).toEqual([
      'nanobanana_generations_total{outcome="other"} 1',
    ]);
  });
});
