import { expect, it } from '@jest/globals';

import { runHostileCampaign } from '../hostile/campaign.js';
import { startHostileWorld } from '../hostile/hostile-world.js';

const DURATION_MS = 5 * 60_000;
/**
 * One gigabyte is enough, `docs/install.md` says: for the bot and the processes that open pictures.
 */
const MAX_MB = 1_000;
/** A picture that takes long is given up after fifteen seconds; nobody else waits for that. */
const MAX_CLICK_MS = 10_000;

it('people notice nothing of five minutes in which everything hostile is thrown at the bot', async () => {
  const world = await startHostileWorld();
  const { pid } = world.world.bot;
  const report = await runHostileCampaign(world, { durationMs: DURATION_MS, seed: 10 });
  process.stdout.write(`${JSON.stringify({ ...report, thrown: [...report.thrown] }, null, 1)}\n`);
  expect(report.unanswered).toEqual([]);
  expect(report.problems).toEqual([]);
  expect(report.failedClicks).toBe(0);
  expect(report.slowestClickMs).toBeLessThan(MAX_CLICK_MS);
  // A machine that stands still for seconds makes single ones late.
  expect(report.lateClicks).toBeLessThanOrEqual(report.steadyClicks / 1_000);
  expect(report.peakMb).toBeLessThan(MAX_MB);
  expect([world.world.bot.hasEnded, world.world.bot.pid]).toEqual([false, pid]);
}, 900_000);
