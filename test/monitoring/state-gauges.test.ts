import { describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';

import { AppError } from '../../src/platform/app-error.js';
import type { GenerationQueue } from '../../src/generation/generation-queue.js';
import type { ModelHealth } from '../../src/generation/model-health.js';
import type { DiskUsage } from '../../src/persistence/database/disk-usage.js';
import type { GatewayState } from '../../src/monitoring/gateway-state.js';
import { DutyGauges } from '../../src/monitoring/duty-gauges.js';
import { GatewayGauges } from '../../src/monitoring/gateway-gauges.js';
import { QueueGauges } from '../../src/monitoring/queue-gauges.js';
import { StoreGauges } from '../../src/monitoring/store-gauges.js';
import type { PersistenceService } from '../../src/persistence/persistence-service.js';
import type { Duties, DutyName } from '../../src/persistence/duties.js';
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
  it('the gauges of the gateway say of each shard whether it is connected, its ping and its servers', async () => {
    const registry = new Registry();
    const shards = [
      { shard: 4, isConnected: true, pingMs: 40, servers: 3 },
      { shard: 5, isConnected: false, pingMs: null, servers: 0 },
    ];
    const state = { shards, isConnected: false, isStandby: false, waitingUntilMs: null };
    new GatewayGauges(registry, { ...state, isIntentRefused: false }).register();
    expect(await samplesIn(registry)).toEqual({
      'gateway_connected{shard="4"}': 1,
      'gateway_connected{shard="5"}': 0,
      'gateway_ping_seconds{shard="4"}': 0.04,
      'gateway_ping_seconds{shard="5"}': Number.NaN,
      'gateway_servers{shard="4"}': 3,
      'gateway_servers{shard="5"}': 0,
      standby: 0,
      gateway_waits_for_starts: 0,
      gateway_intent_refused: 0,
    });
    shards.pop();
    expect(await samplesIn(registry)).not.toHaveProperty(['gateway_connected{shard="5"}']);
  });

  it('the gauges of the gateway say that a process stands by, waits for starts, and is refused an intent', async () => {
    const registry = new Registry();
    const state: GatewayState = {
      shards: [],
      isConnected: false,
      isStandby: true,
      waitingUntilMs: 5_000,
      isIntentRefused: true,
    };
    new GatewayGauges(registry, state).register();
    expect(await samplesIn(registry)).toEqual({
      standby: 1,
      gateway_waits_for_starts: 1,
      gateway_intent_refused: 1,
    });
  });
});

describe('the gauges of the duties', () => {
  it('the gauges of the duties say how many shards the process has, and whether it cleans up', async () => {
    const registry = new Registry();
    const holding = new Set<DutyName>(['shard 4', 'shard 5', 'cleanup']);
    new DutyGauges(registry, strictDouble<Duties>('Duties', { holding })).register();
    const said = { 'duties_held{duty="shard"}': 2, 'duties_held{duty="commands"}': 0 };
    expect(await samplesIn(registry)).toEqual({ ...said, 'duties_held{duty="cleanup"}': 1 });
    holding.delete('cleanup');
    expect(await samplesIn(registry)).toEqual({ ...said, 'duties_held{duty="cleanup"}': 0 });
  });
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
