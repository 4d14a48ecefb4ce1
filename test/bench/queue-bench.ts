import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import pino from 'pino';

import { readConfig } from '../../src/config/config.js';
import { createContainer } from '../../src/container.js';
import { CARD_DELIVERY, type CardDelivery } from '../../src/generation/card-delivery.js';
import { GenerationQueue } from '../../src/generation/generation-queue.js';
import {
  IMAGE_MODEL,
  type ImageModel,
  type ModelAnswer,
} from '../../src/generation/models/image-model.js';
import { abortedError } from '../../src/interactions/model-error.js';
import { DATA_SOURCE, openDatabase } from '../../src/persistence/database/database.js';
import { PersistenceService } from '../../src/persistence/persistence-service.js';
import { generation, newInteractionState } from '../support/states.js';
import type { BenchSize } from './bench.js';
import { plain, report } from './report.js';
import { percentile } from './statistics.js';

const WAITING = 1_000;
const SAMPLES = 300;

const PICTURE: ModelAnswer = {
  picture: { bytes: Buffer.from('a picture'), mediaType: 'image/png', width: 1, height: 1 },
  text: null,
  model: 'a model',
  usage: null,
  thread: null,
};

const nobodyWaits = (): void => undefined;

const cards: CardDelivery = {
  laneOf: () => 'one',
  deliver: async () => undefined,
  showProgress: async () => undefined,
};

/**
 * How long it takes from a stored request to the call of the model, while a thousand others wait.
 */
export async function queueBench({ isSmall }: BenchSize): Promise<void> {
  const waiting = isSmall ? 20 : WAITING;
  const dataDir = await mkdtemp(path.join(tmpdir(), 'nanobanana-bench-'));
  const config = readConfig({
    DISCORD_TOKEN: 'none',
    IMAGE_MODEL: 'offline',
    BOT_DATA_DIR: dataDir,
  });
  let called = nobodyWaits;
  const model: ImageModel = {
    name: 'a model',
    generate: async ({ prompt }, signal) => {
      if (prompt === 'never') await aborted(signal);
      called();
      return PICTURE;
    },
  };
  const container = createContainer(config, pino({ level: 'silent' }))
    .createChildContainer()
    .registerInstance(IMAGE_MODEL, model)
    .registerInstance(CARD_DELIVERY, cards);
  await openDatabase(container.resolve(DATA_SOURCE));
  const persistence = container.resolve(PersistenceService);
  const queue = container.resolve(GenerationQueue);
  const request = async (requestedBy: string, prompt: string) => {
    const made = generation({ id: randomUUID(), requestedBy, prompt });
    return persistence.create(newInteractionState({ id: randomUUID(), generation: made }));
  };
  for (let n = 0; n <= waiting; n += 1) queue.schedule(await request('1', 'never'));

  const samples: number[] = [];
  for (let n = 0; n < (isSmall ? 10 : SAMPLES); n += 1) {
    const state = await request(String(n + 2), 'a cat');
    const call = new Promise<void>((resolve) => {
      called = resolve;
    });
    const startedMs = performance.now();
    queue.schedule(state);
    await call;
    samples.push(performance.now() - startedMs);
  }
  await queue.stop(0);
  await container.resolve(DATA_SOURCE).destroy();
  await rm(dataDir, { recursive: true });

  const p99Ms = percentile(samples, 0.99);
  report(`Queue: ${waiting} waiting`, [
    plain('from the request to the model, p50', `${percentile(samples, 0.5).toFixed(1)} ms`),
    {
      what: 'from the request to the model, p99',
      value: `${p99Ms.toFixed(1)} ms`,
      goal: '< 50 ms',
      isMet: p99Ms < 50,
    },
  ]);
}

async function aborted(signal: AbortSignal): Promise<never> {
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve());
  });
  throw abortedError();
}
