import { afterEach, describe, expect, it, jest } from '@jest/globals';

import { AppError } from '../../../src/platform/app-error.js';
import { GENERATION_FAILURES, type FailureKind } from '../../../src/interactions/failure-kinds.js';
import { ModelError } from '../../../src/interactions/model-error.js';
import { RetryPolicy } from '../../../src/generation/run/retry-policy.js';
import { overloaded } from '../../support/generation-doubles.js';
import { busy } from '../../support/memory-persistence.js';
import { generation } from '../../support/states.js';

afterEach(() => void jest.restoreAllMocks());

const NOW_MS = Date.parse('2026-11-24T12:00:00.000Z');
const policy = new RetryPolicy({ concurrency: 1, concurrencyPerPerson: 1, maxAttempts: 5 });

function waitMs(error: unknown, tries: Parameters<typeof generation>[0] = {}): number | null {
  return policy.waitMs(error, generation(tries), NOW_MS);
}

function withChance(chance: number): void {
  jest.spyOn(Math, 'random').mockReturnValue(chance);
}

describe('a failed try', () => {
  it('is repeated after ever longer waits', () => {
    withChance(0);
    const waits = [0, 1, 2, 3].map((failures) => waitMs(overloaded(), { failures }));
    expect(waits).toEqual([2_000, 4_000, 8_000, 16_000]);
  });

  it('is repeated with a quarter of chance, so that many do not come back at once', () => {
    withChance(0.999);
    expect(waitMs(overloaded())).toBe(2_500);
  });

  it('is repeated when the model asked for it, if that is later', () => {
    withChance(0);
    expect(waitMs(overloaded(20_000))).toBe(20_000);
    expect(waitMs(overloaded(100))).toBe(2_000);
  });

  it('is not repeated when there were enough of them', () => {
    expect(waitMs(overloaded(), { failures: 4 })).toBeNull();
    const once = new RetryPolicy({ concurrency: 1, concurrencyPerPerson: 1, maxAttempts: 1 });
    expect(once.waitMs(overloaded(), generation(), NOW_MS)).toBeNull();
  });

  it('is not repeated when the person would wait for more than ten minutes', () => {
    const firstFailureAt = new Date(NOW_MS - 9.9 * 60_000).toISOString();
    expect(waitMs(overloaded(), { failures: 1, firstFailureAt })).not.toBeNull();
    expect(waitMs(overloaded(20_000), { failures: 1, firstFailureAt })).toBeNull();
    expect(waitMs(overloaded(11 * 60_000))).toBeNull();
  });

  it('is repeated when the storage was the reason, before the model was asked', () => {
    expect(waitMs(busy())).not.toBeNull();
    expect(waitMs(new ModelError(GENERATION_FAILURES.storing.other))).toBeNull();
  });

  it.each(
    Object.entries(GENERATION_FAILURES).flatMap(([where, endings]) =>
      Object.entries<FailureKind>(endings).map(([what, ending]) => [where, what, ending] as const),
    ),
  )('is repeated or not as the table says: %s %s', (_where, _what, ending) => {
    expect(waitMs(new ModelError(ending)) !== null).toBe(ending.isTransient);
  });

  it('is not repeated for a defect, or for what another try cannot change', () => {
    expect(waitMs(new TypeError('broken'))).toBeNull();
    const missing = {
      code: 'state.source_missing',
      retryable: false,
      userMessage: 'Gone.',
    } as const;
    expect(waitMs(new AppError(missing))).toBeNull();
  });
});
