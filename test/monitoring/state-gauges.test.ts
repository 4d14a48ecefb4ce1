import { describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';

import { AppError } from '../../src/platform/app-error.js';
import type { GenerationQueue } from '../../src/generation/generation-queue.js';
import type { ModelHealth } from '../../src/generation/model-health.js';
import type { DiskUsage } from '../../src/persistence/database/disk-usage.js';
import type { GatewayState } from '../../src/monitoring/gateway-state.js';
import { GatewayGauges } from '../../src/monitoring/gateway-gauges.js';
import { QueueGauges } from '../../src/monitoring/queue-gauges.js';
import { StoreGauges } from '../../src/monitoring/store-gauges.js';
import type { PersistenceService } from '../../src/persistence/persistence-service.js';
import { FakeClock } from '../support/fake-clock.js';
import { RecordingLogger } from '../support/recording-logger.js';
import { strictDouble } from '../support/strict-double.js';

/** The samples that a registry has, by name. */
async function samplesIn(registry: Registry): Promise<Record<string, number>> {
  const lines = (await registry.metrics()).split('\n').filter((line) => line.startsWith('nano'));
  return Object.fromEntries(
    lines.map((line) => {
      const [name = '', value] = line.replace('nanobanana_', '').split(' ');
      return [name, Number(value)];
    }),
  );
}

describe('the gauges of the gateway', () => {
  it.each([
    [true, 40, { gateway_connected: 1, gateway_ping_seconds: 0.04, gateway_waits_for_starts: 0 }],
    [
      false,
      null,
      { gateway_connected: 0, gateway_ping_seconds: Number.NaN, gateway_waits_for_starts: 1 },
    ],
  ])(
    'the gauges of the gateway say whether it is connected (%s) and its ping (%s ms)',
    async (isConnected, pingMs, said) => {
      const registry = new Registry();
      const state: GatewayState = {
        isConnected,
        pingMs,
        servers: 3,
        waitingUntilMs: isConnected ? null : 5_000,
        isIntentRefused: isConnected,
      };
      new GatewayGauges(registry, state).register();
      expect(await samplesIn(registry)).toEqual({
        ...said,
        gateway_servers: 3,
        gateway_intent_refused: isConnected ? 1 : 0,
      });
    },
  );
});

describe('the gauges of the queue', () => {
  it('the gauges of the queue say how many wait and run, how old the oldest is, and whether the model is asked', async () => {
    const registry = new Registry();
    const clock = new FakeClock();
    const load = { isTakingWork: true, waiting: 2, running: 1, oldestRequestedAtMs: clock.now() };
    const model = { openUntilMs: null as number | null, isBreakerOpen: false };
    const queue = strictDouble<GenerationQueue>('GenerationQueue', {
      get load() {
        return load;
      },
    });
    const health = strictDouble<ModelHealth>('ModelHealth', {
      get openUntilMs() {
        return model.openUntilMs;
      },
      get isBreakerOpen() {
        return model.isBreakerOpen;
      },
    });
    new QueueGauges(registry, queue, health, clock).register();
    clock.advance(9_000);
    expect(await samplesIn(registry)).toEqual({
      queue_waiting: 2,
      queue_running: 1,
      queue_oldest_seconds: 9,
      model_available: 1,
    });
    Object.assign(load, { waiting: 0, running: 0, oldestRequestedAtMs: null });
    model.openUntilMs = clock.now() + 1;
    expect(await samplesIn(registry)).toMatchObject({
      queue_oldest_seconds: 0,
      model_available: 0,
    });
    Object.assign(model, { openUntilMs: null, isBreakerOpen: true });
    expect(await samplesIn(registry)).toMatchObject({ model_available: 0 });
  });
});

/** The gauges over a store whose numbers and failures can be set. */
function storeGauges() {
  const registry = new Registry();
  const clock = new FakeClock();
  const logger = new RecordingLogger();
  const stats = { interactions: 5, imageBytes: 500 };
  const failures: Error[] = [];
  let reads = 0;
  const persistence = strictDouble<PersistenceService>('PersistenceService', {
    stats: async () => {
      reads += 1;
      const failure = failures.shift();
      if (failure) throw failure;
      return { ...stats };
    },
  });
  const disk = strictDouble<DiskUsage>('DiskUsage', {
    read: async () => ({ databaseBytes: 70, freeBytes: 7_000 }),
  });
  new StoreGauges(registry, persistence, disk, clock, logger).register();
  return { registry, clock, logger, stats, failures, reads: () => reads };
}

describe('the gauges of the store', () => {
  it('the gauges of the store are read once a minute at most, together', async () => {
    const { registry, clock, stats, reads } = storeGauges();
    const first = {
      stored_interactions: 5,
      stored_image_bytes: 500,
      database_bytes: 70,
      disk_free_bytes: 7_000,
    };
    expect(await samplesIn(registry)).toEqual(first);
    stats.interactions = 6;
    clock.advance(59_999);
    expect(await samplesIn(registry)).toEqual(first);
    expect(reads()).toBe(1);
    clock.advance(1);
    expect(await samplesIn(registry)).toEqual({ ...first, stored_interactions: 6 });
    expect(reads()).toBe(2);
  });

  it('the gauges of the store stay as they were while the storage fails, which is logged', async () => {
    const { registry, clock, failures, logger } = storeGauges();
    const failure = new AppError({ code: 'storage.busy', retryable: true, userMessage: 'Busy.' });
    failures.push(failure);
    expect(await samplesIn(registry)).toMatchObject({ stored_interactions: Number.NaN });
    clock.advance(60_000);
    expect(await samplesIn(registry)).toMatchObject({ stored_interactions: 5 });
    clock.advance(60_000);
    failures.push(failure);
    expect(await samplesIn(registry)).toMatchObject({ stored_interactions: 5 });
    expect(logger.messages('warn')).toHaveLength(2);
  });
});
