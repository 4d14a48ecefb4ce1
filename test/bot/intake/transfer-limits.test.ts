import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import {
  CHECK_EVERY_MS,
  FREE_BYTES,
  MIN_BYTES_PER_CHECK,
  TransferLimits,
} from '../../../src/bot/intake/transfer-limits.js';
import { gate } from '../../support/gate.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** A transfer of a request that holds a slot. */
async function withSlot() {
  const limits = new TransferLimits(async () => undefined);
  await limits.admit(FREE_BYTES + 1);
  return limits;
}

describe('the limits of a transfer', () => {
  it('a transfer of few bytes takes no slot, and ends after 20 s', async () => {
    const takeSlot = jest.fn(async () => undefined);
    const limits = new TransferLimits(takeSlot);
    await limits.admit(FREE_BYTES);
    jest.advanceTimersByTime(19_999);
    expect(limits.signal.aborted).toBe(false);
    jest.advanceTimersByTime(1);
    expect(limits.signal.aborted).toBe(true);
    expect(takeSlot).not.toHaveBeenCalled();
  });

  it('a transfer of many bytes waits for a slot, and the wait does not count', async () => {
    const { opened, open } = gate();
    const limits = new TransferLimits(() => opened);
    const admitted = limits.admit(FREE_BYTES + 1);
    jest.advanceTimersByTime(60_000);
    open();
    await admitted;
    expect(limits.signal.aborted).toBe(false);
    limits.end();
  });

  it('a transfer that holds a slot ends when it becomes slow', async () => {
    const limits = await withSlot();
    await limits.admit(FREE_BYTES + 1 + MIN_BYTES_PER_CHECK);
    jest.advanceTimersByTime(CHECK_EVERY_MS);
    expect(limits.signal.aborted).toBe(false);
    await limits.admit(FREE_BYTES + 2 * MIN_BYTES_PER_CHECK);
    jest.advanceTimersByTime(CHECK_EVERY_MS);
    expect(limits.signal.aborted).toBe(true);
  });

  it('a transfer that holds a slot ends after 20 s, though it is fast', async () => {
    const limits = await withSlot();
    for (let n = 1; n < 10; n += 1) {
      await limits.admit(FREE_BYTES + 1 + n * MIN_BYTES_PER_CHECK);
      jest.advanceTimersByTime(CHECK_EVERY_MS);
    }
    expect(limits.signal.aborted).toBe(false);
    await limits.admit(FREE_BYTES + 1 + 10 * MIN_BYTES_PER_CHECK);
    jest.advanceTimersByTime(CHECK_EVERY_MS);
    expect(limits.signal.aborted).toBe(true);
  });

  it('a transfer that has ended sets off nothing more', async () => {
    const limits = await withSlot();
    limits.end();
    expect(jest.getTimerCount()).toBe(0);
  });
});
