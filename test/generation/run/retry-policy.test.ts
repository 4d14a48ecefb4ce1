import { afterEach, describe, expect, it, jest } from '@jest/globals';

import { AppError } from '../../../src/platform/app-error.js';
import { GENERATION_FAILURES, type FailureKind } from '../../../src/interactions/failure-kinds.js';
import type { Generation } from '../../../src/interactions/generation.js';
import { ModelError } from '../../../src/interactions/model-error.js';
import { RetryPolicy, type Retry } from '../../../src/generation/run/retry-policy.js';
import { FakeClock } from '../../support/fake-clock.js';
import { overloaded } from '../../support/generation-doubles.js';
import { busy } from '../../support/memory-persistence.js';
import { generation } from '../../support/states.js';

afterEach(() => void jest.restoreAllMocks());

const clock = new FakeClock();

function retryFor(error: unknown, former: Partial<Generation> = {}, maxAttempts = 5): Retry | null {
  const limits = { concurrency: 1, concurrencyPerPerson: 1, maxAttempts };
  return new RetryPolicy(limits, clock).retryFor(error, generation(former));
}

function waitMs(error: unknown, former: Partial<Generation> = {}): number | null {
  return retryFor(error, former)?.waitMs ?? null;
}

function withChance(chance: number): void {
  jest.spyOn(Math, 'random').mockReturnValue(chance);
}

describe('a failed attempt', () => {
  it('a failed attempt says when it was, and when the next one is due', () => {
    withChance(0);
    expect(retryFor(overloaded(20_000))).toEqual({
      waitMs: 20_000,
      now: '2026-11-24T12:00:00.000Z',
      notBefore: '2026-11-24T12:00:20.000Z',
    });
  });

  it('a failed attempt is repeated after ever longer waits', () => {
    withChance(0);
    const waits = [0, 1, 2, 3].map((failures) => waitMs(overloaded(), { failures }));
    expect(waits).toEqual([2_000, 4_000, 8_000, 16_000]);
  });

  it('a failed attempt is repeated with a quarter of chance, so that many do not come back at once', () => {
    withChance(0.999);
    expect(waitMs(overloaded())).toBe(2_500);
  });

  it('a failed attempt is repeated when the model asked for it, if that is later', () => {
    withChance(0);
    expect(waitMs(overloaded(20_000))).toBe(20_000);
    expect(waitMs(overloaded(100))).toBe(2_000);
  });

  it('a failed attempt is not repeated when there were enough of them', () => {
    expect(waitMs(overloaded(), { failures: 4 })).toBeNull();
    expect(retryFor(overloaded(), {}, 1)).toBeNull();
  });

  it('a failed attempt is not repeated when the person would wait for more than ten minutes', () => {
    const firstFailureAt = new Date(clock.now() - 9.9 * 60_000).toISOString();
    expect(waitMs(overloaded(), { failures: 1, firstFailureAt })).not.toBeNull();
    expect(waitMs(overloaded(20_000), { failures: 1, firstFailureAt })).toBeNull();
    expect(waitMs(overloaded(11 * 60_000))).toBeNull();
  });

  it('a failed attempt is repeated when the storage was the reason, before the model was asked', () => {
    expect(waitMs(busy())).not.toBeNull();
    expect(waitMs(new ModelError(GENERATION_FAILURES.storing.other))).toBeNull();
  });

  it.each(
    Object.entries(GENERATION_FAILURES).flatMap(([where, endings]) =>
      Object.entries<FailureKind>(endings).map(([what, ending]) => [where, what, ending] as const),
    ),
  )('a failed attempt is repeated or not as the table says: %s %s', (_where, _what, ending) => {
    expect(waitMs(new ModelError(ending)) !== null).toBe(ending.isTransient);
  });

  it('a failed attempt is not repeated for a defect, or for what another attempt cannot change', () => {
    expect(waitMs(new TypeError('broken'))).toBeNull();
    const missing = {
      code: 'state.source_missing',
      retryable: false,
      userMessage: 'Gone.',
    } as const;
    expect(waitMs(new AppError(missing))).toBeNull();
  });
});
