import { describe, expect, it } from '@jest/globals';

import {
  SessionStarts,
  waitBeforeStartMs,
  type StartLimit,
} from '../../../../src/bot/gateway/session/session-starts.js';
import { FakeClock } from '../../../support/fake-clock.js';
import { RecordingLogger } from '../../../support/recording-logger.js';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

const left = (remaining: number, resetAfterMs = HOUR_MS): StartLimit => ({
  total: 1000,
  remaining,
  reset_after: resetAfterMs,
});

describe('the starts of sessions', () => {
  it.each([
    ['none, while half of the day’s starts are left', left(500), 1, 0],
    ['a share of the time, below that', left(300), 1, (HOUR_MS + 1000) / 200],
    ['more of it with more shards', left(300), 10, (HOUR_MS + 1000) / 20],
    ['until the reset, with fewer than a hundred', left(99), 1, HOUR_MS + 1000],
    ['until the reset, with none', left(0), 1, HOUR_MS + 1000],
    ['until the reset, with fewer than shards', left(600), 601, HOUR_MS + 1000],
    ['a day at most', left(0, 30 * DAY_MS), 1, DAY_MS + 1000],
    ['a second, after an odd reset', left(0, -5), 1, 1000],
  ])('the wait before a start is %s', (_, limit, shards, waitMs) => {
    expect(waitBeforeStartMs(limit, shards)).toBe(waitMs);
  });

  it('a bot that is always restarted at once never comes to the last hundred starts', () => {
    let [remaining, restMs] = [1000, DAY_MS];
    while (restMs > 0) {
      restMs -= waitBeforeStartMs(left(remaining, restMs), 1) + 1000;
      remaining -= 1;
    }
    expect(remaining).toBeGreaterThanOrEqual(100);
  });

  it('a wait is told, asks Discord again, and ends when enough starts are left', async () => {
    const [clock, logger] = [new FakeClock(), new RecordingLogger()];
    const starts = new SessionStarts(clock, logger);
    const answers = [left(99, -999), left(1000)];
    const waited: (number | null)[] = [];
    const asked = async () => {
      waited.push(starts.waitingUntilMs);
      return answers.shift() ?? left(0);
    };
    const done = starts.wait(asked, 1);
    await new Promise(setImmediate);
    expect(starts.waitingUntilMs).toBe(clock.now() + 1000);
    await done;
    expect(waited).toEqual([null, null]);
    expect(starts.waitingUntilMs).toBeNull();
    expect(logger.lines).toMatchObject([{ fields: { remaining: 99, total: 1000 } }]);
  });

  it('a wait ends when it is called off', async () => {
    const starts = new SessionStarts(new FakeClock(), new RecordingLogger());
    const stopping = new AbortController();
    const done = starts.wait(async () => left(0), 1, stopping.signal);
    await new Promise(setImmediate);
    stopping.abort();
    await expect(done).rejects.toThrow('abort');
    expect(starts.waitingUntilMs).toBeNull();
  });
});
