import { describe, expect, it } from '@jest/globals';

import { GENERATION_FAILURES } from '../../src/interactions/failure-kinds.js';
import { ModelError } from '../../src/interactions/model-error.js';
import { blocked, overloaded } from '../support/generation-doubles.js';
import { healthUnderTest as setUp } from '../support/health-under-test.js';
import { busy } from '../support/memory-persistence.js';

describe('the health of a model', () => {
  it('the health of a model is good until calls have shown otherwise', () => {
    const { health } = setUp();
    expect(health.allowsCall(3)).toBe(true);
    expect(health).toMatchObject({ averageMs: null, openUntilMs: null, isBreakerOpen: false });
  });

  it('the health of a model knows how long a picture takes, the newest ones above all', async () => {
    const { health, succeed } = setUp();
    await succeed(10_000);
    expect(health.averageMs).toBe(10_000);
    await succeed(20_000);
    expect(health.averageMs).toBe(12_000);
  });

  it('the circuit breaker opens after five failures in a row, for twice as long each time', async () => {
    const { health, clock, logger, fail } = setUp();
    await fail(overloaded(), 4);
    expect(health.allowsCall(0)).toBe(true);
    await fail(overloaded());
    expect(logger.messages('warn')).toEqual(['Circuit breaker opened']);
    for (const openMs of [30_000, 60_000, 120_000, 240_000, 300_000, 300_000]) {
      expect(health.openUntilMs).toBe(clock.now() + openMs);
      expect(health.allowsCall(0)).toBe(false);
      clock.advance(openMs);
      expect(health.allowsCall(0)).toBe(true);
      expect(health.allowsCall(1)).toBe(false);
      await fail(overloaded());
    }
  });

  it('the circuit breaker closes with the first call that succeeds', async () => {
    const { health, clock, logger, succeed, fail } = setUp();
    await fail(overloaded(), 5);
    clock.advance(30_000);
    await succeed(1_000);
    expect(health.allowsCall(3)).toBe(true);
    expect(logger.messages('warn')).toEqual(['Circuit breaker opened', 'Circuit breaker closed']);
  });

  it('the circuit breaker stays closed where a model refuses a prompt', async () => {
    const { health, fail } = setUp();
    await fail(overloaded(), 4);
    await fail(blocked());
    await fail(overloaded(), 4);
    expect(health.isBreakerOpen).toBe(false);
  });

  it.each(Object.entries(GENERATION_FAILURES.own))(
    'the health of a model stays as it was where the bot itself failed: %s',
    async (_name, kind) => {
      const { health, fail } = setUp();
      await fail(overloaded(), 4);
      await fail(new ModelError(kind));
      await fail(overloaded());
      expect(health.isBreakerOpen).toBe(true);
    },
  );

  it('the health of a model is bad where it does not answer in time', async () => {
    const { health, fail } = setUp();
    await fail(new ModelError(GENERATION_FAILURES.call.noAnswer), 5);
    expect(health.isBreakerOpen).toBe(true);
  });

  it.each(
    [GENERATION_FAILURES.call.quotaUsedUp, ...Object.values(GENERATION_FAILURES.refusal)].filter(
      ({ help }) => help === 'operator',
    ),
  )(
    'the health of a model says nothing about others, and the operator is told, after $code',
    async (kind) => {
      const { health, told, fail, succeed } = setUp();
      const refused = new ModelError(kind, { retryAfterMs: 60_000 });
      await fail(refused, 20);
      expect(health.allowsCall(3)).toBe(true);
      expect(told).toHaveLength(20);
      expect(new Set(told)).toEqual(new Set([refused]));
      await succeed(1_000);
      expect(told.at(-1)).toBe('over');
      // Neither does it close a circuit breaker that is open.
      await fail(overloaded(), 5);
      await fail(refused);
      expect(health.isBreakerOpen).toBe(true);
    },
  );

  it('the health of a model is no matter for the operator where a prompt is refused', async () => {
    const { told, fail } = setUp();
    await fail(blocked());
    await fail(overloaded());
    expect(told).toEqual([]);
  });

  it('the health of a model says nothing about a call that was cancelled', async () => {
    const { health, stored } = setUp();
    const call = health.observe(() => Promise.reject(overloaded()), AbortSignal.abort());
    await expect(call).rejects.toThrow('overloaded');
    expect(stored.size).toBe(0);
  });

  it('the health of a model allows no call, for anybody, before the time that the model names', async () => {
    const { health, clock, fail } = setUp();
    await fail(overloaded(20_000));
    expect(health.allowsCall(0)).toBe(false);
    clock.advance(20_000);
    expect(health.allowsCall(3)).toBe(true);
  });

  it('the health of a model is known after a restart', async () => {
    const { clock, started, succeed, fail } = setUp();
    await succeed(8_000);
    await fail(overloaded(), 5);
    const again = started();
    await again.refresh();
    expect(again).toMatchObject({ averageMs: 8_000, isBreakerOpen: true });
    expect(again.openUntilMs).toBe(clock.now() + 30_000);
  });

  it('the health of a model costs no picture where it cannot be stored', async () => {
    const { health, logger, failures, succeed } = setUp();
    failures.push(busy());
    await succeed(5_000);
    expect(health.averageMs).toBe(5_000);
    expect(logger.messages('warn')).toEqual(['Model record could not be saved']);
  });
});
