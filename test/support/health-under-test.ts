import { expect } from '@jest/globals';

import type { AppError } from '../../src/platform/app-error.js';
import type { OperatorTrouble } from '../../src/generation/operator-trouble.js';
import type { ImageModel } from '../../src/generation/models/image-model.js';
import { ModelHealth } from '../../src/generation/model-health.js';
import type { ModelRecord, ModelRecords } from '../../src/persistence/model-records.js';
import { FakeClock } from './fake-clock.js';
import { RecordingLogger } from './recording-logger.js';
import { strictDouble } from './strict-double.js';

/** A signal that does not abort. */
export const GOING_ON = new AbortController().signal;

const UNKNOWN = { averageMs: null, failuresInARow: 0, openUntil: null };

/** The health of a model in one process, or in several that share the records. */
export function healthUnderTest() {
  const clock = new FakeClock();
  const logger = new RecordingLogger();
  const stored = new Map<string, ModelRecord>();
  const failures: Error[] = [];
  const records = strictDouble<ModelRecords>('ModelRecords', {
    change: async (name, transition) => {
      const failure = failures.shift();
      if (failure) throw failure;
      const record = stored.get(name) ?? { ...UNKNOWN, name };
      const next = transition(record);
      if (next !== null) stored.set(name, next);
      return next ?? record;
    },
  });
  const model = strictDouble<ImageModel>('ImageModel', { name: 'a model' });
  const told: (AppError | 'over')[] = [];
  const trouble = strictDouble<OperatorTrouble>('OperatorTrouble', {
    report: async (error) => void told.push(error),
    isOver: async () => void told.push('over'),
  });
  const started = () => new ModelHealth(model, records, trouble, clock, logger);
  const health = started();
  const succeed = (durationMs: number) =>
    health.observe(async () => clock.advance(durationMs), GOING_ON);
  const fail = async (error: Error, times = 1) => {
    const failing = async () => {
      throw error;
    };
    for (let n = 0; n < times; n += 1) {
      await expect(health.observe(failing, GOING_ON)).rejects.toBe(error);
    }
  };
  return { clock, logger, stored, failures, told, started, health, succeed, fail };
}
