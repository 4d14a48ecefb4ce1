import { describe, expect, it } from '@jest/globals';
import { SnowflakeUtil } from 'discord.js';

import { CatchUpWindow } from '../../../../src/bot/gateway/catch-up/catch-up-window.js';
import { FakeClock } from '../../../support/fake-clock.js';

const clock = new FakeClock();
const HOUR_MS = 3_600_000;
const idAt = (msAgo: number) =>
  SnowflakeUtil.generate({ timestamp: clock.now() - msAgo, increment: 0n });
const msAgo = (id: bigint) => clock.now() - SnowflakeUtil.timestampFrom(id.toString());

describe('the catch-up window', () => {
  it('the window begins a minute before the last message that was handled', () => {
    const window = new CatchUpWindow(24, clock);
    expect(msAgo(window.after(idAt(HOUR_MS).toString()))).toBe(HOUR_MS + 60_000);
  });

  it('the window never reaches back further than the hours that are set', () => {
    const window = new CatchUpWindow(2, clock);
    for (const since of ['0', idAt(3 * HOUR_MS).toString()]) {
      expect(msAgo(window.after(since))).toBe(2 * HOUR_MS);
    }
  });

  it('the window is empty for 0 hours', () => {
    expect(new CatchUpWindow(0, clock).isOpen).toBe(false);
    expect(new CatchUpWindow(1, clock).isOpen).toBe(true);
  });
});
