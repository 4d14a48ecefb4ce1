import { rm } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

import { BotProcess } from '../../src/playground/walk/bot-process.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import type { BenchSize } from './bench.js';
import { benchDirectory } from './bots.js';
import { plain, type Figure } from './report.js';

const SHARDS = 1_000;
/** Discord gives this to bots in more than 150,000 servers in steps; 16 is the first of them. */
const MAX_CONCURRENCY = 64;
/** Shards of one bucket start five seconds apart. */
const PACE_MS = 5_000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Two processes start all their shards at once on one database, and no session is refused. */
export async function identifyFigures(url: string, { isSmall }: BenchSize): Promise<Figure[]> {
  const [shards, maxConcurrency] = isSmall ? [8, 4] : [SHARDS, MAX_CONCURRENCY];
  const sandbox = await Sandbox.start({ patient: true });
  Object.assign(sandbox.starts, { recommendedShards: shards, maxConcurrency, isPaced: true });
  // The bot slows down when half of the day's starts are used.
  sandbox.starts.leave(10 * SHARDS, DAY_MS);
  const dataDir = await benchDirectory();
  const half = shards / 2;
  const startedMs = performance.now();
  const bots = [`0-${half - 1}`, `${half}-${shards - 1}`].map((SHARDS_OF_ONE) =>
    BotProcess.spawn({
      env: {
        DISCORD_TOKEN: sandbox.token,
        DISCORD_API_URL: sandbox.apiUrl,
        IMAGE_MODEL: 'offline',
        BOT_DATA_DIR: dataDir,
        DATABASE_URL: url,
        SHARDS: SHARDS_OF_ONE,
        SHARD_COUNT: String(shards),
      },
      endsWithStarter: true,
    }),
  );
  while (sandbox.gateway.shardsOnline(sandbox.bot.id).size < shards) await setTimeout(50);
  const tookMs = performance.now() - startedMs;
  const { count, outOfPace } = sandbox.starts;
  const closes = bots.flatMap(({ output }) => output.match(/\b400[89]\b/g) ?? []).length;
  await Promise.all(bots.map((bot) => bot.kill()));
  await sandbox.stop();
  await rm(dataDir, { recursive: true });
  const fastestMs = (Math.ceil(shards / maxConcurrency) - 1) * PACE_MS;
  return [
    plain(
      `${shards} shards of two processes, max_concurrency ${maxConcurrency}`,
      `online after ${(tookMs / 1_000).toFixed(0)} s; Discord's pace alone takes ${fastestMs / 1_000} s`,
    ),
    {
      what: '  starts of sessions beyond one a shard, out of pace, closed with 4008 or 4009',
      value: `${count - shards}, ${outOfPace}, ${closes}`,
      goal: 'none',
      isMet: count === shards && outOfPace === 0 && closes === 0,
    },
  ];
}
