import { describe, expect, it } from '@jest/globals';

import { overloaded } from '../support/generation-doubles.js';
import { GOING_ON, healthUnderTest as setUp } from '../support/health-under-test.js';
import { busy } from '../support/memory-persistence.js';

describe('the circuit breaker of several processes', () => {
  it('the circuit breaker is the same for all processes, once they look', async () => {
    const { started, clock, fail, succeed } = setUp();
    const other = started();
    await fail(overloaded(), 5);
    expect(await other.takeTurn()).toBe(false);
    expect(other.isBreakerOpen).toBe(true);
    clock.advance(30_000);
    await succeed(1_000);
    await other.refresh();
    expect(other).toMatchObject({ averageMs: 1_000, isBreakerOpen: false });
    expect(await other.takeTurn()).toBe(true);
  });

  it('the circuit breaker counts the failures of all processes together', async () => {
    const { started, fail, health } = setUp();
    const other = started();
    await fail(overloaded(), 3);
    for (let n = 0; n < 2; n += 1)
      await expect(other.observe(() => Promise.reject(overloaded()), GOING_ON)).rejects.toThrow(
        'overloaded',
      );
    expect(other.isBreakerOpen).toBe(true);
    expect(await health.takeTurn()).toBe(false);
  });

  it('the circuit breaker opens once for all calls that were under way when it opened', async () => {
    const { health, clock, fail } = setUp();
    await fail(overloaded(), 20);
    expect(health.openUntilMs).toBe(clock.now() + 30_000);
    await fail(overloaded(45_000));
    expect(health.openUntilMs).toBe(clock.now() + 45_000);
    await fail(overloaded());
    expect(health.openUntilMs).toBe(clock.now() + 45_000);
  });

  it('the circuit breaker, half-open, allows one call of all processes until that has ended', async () => {
    const { health, started, clock, fail } = setUp();
    const other = started();
    await fail(overloaded(), 5);
    clock.advance(30_000);
    expect(await health.takeTurn()).toBe(true);
    for (let n = 0; n < 10; n += 1) {
      expect(await other.takeTurn()).toBe(false);
      clock.advance(5_000);
      await health.refresh();
    }
    await fail(overloaded());
    await health.endTurn();
    expect(health.openUntilMs).toBe(clock.now() + 60_000);
    expect(await other.takeTurn()).toBe(false);
    clock.advance(60_000);
    expect(await other.takeTurn()).toBe(true);
  });

  it('the circuit breaker, half-open, is free again when the call was not made, or its process died', async () => {
    const { health, started, clock, fail } = setUp();
    const other = started();
    await fail(overloaded(), 5);
    clock.advance(30_000);
    expect(await health.takeTurn()).toBe(true);
    await health.endTurn();
    expect(await other.takeTurn()).toBe(true);
    clock.advance(14_999);
    expect(await health.takeTurn()).toBe(false);
    clock.advance(1);
    expect(await health.takeTurn()).toBe(true);
  });

  it('a call needs no turn that the storage has to grant', async () => {
    const { health, failures } = setUp();
    failures.push(busy());
    expect(await health.takeTurn()).toBe(true);
  });
});
