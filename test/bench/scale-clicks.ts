import { readFile, rm } from 'node:fs/promises';

import { BotProcess } from '../../src/playground/walk/bot-process.js';
import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { worldOnTwoShards } from '../support/two-shards.js';
import type { BenchSize } from './bench.js';
import { benchDirectory } from './bots.js';
import { clickAtOnce, Clicks, resultCards } from './clicking.js';
import { plain, rates, type Figure } from './report.js';
import { median, timed } from './statistics.js';
import { NO_LIMITS } from '../support/no-limits.js';

/** All take turns, so that whatever else the machine does meets all. */
const ROUNDS = 15;
/** On each of two servers. */
const CLICKS_A_ROUND = 120;
const CARDS = 16;
const AT_ONCE = 8;
const POSTGRES_GOAL = 0.7;

/** `/proc` counts in hundredths of a second. */
const TICK_MS = 10;

/** One way to run the bot, with people on two servers who click. */
interface Setup {
  readonly name: string;
  readonly sides: readonly { readonly person: Person; readonly cards: readonly SeenMessage[] }[];
  readonly bots: readonly BotProcess[];
  readonly stop: () => Promise<void>;
  readonly perSecond: number[];
  readonly clicks: Clicks;
}

/** Clicks a second of one process on SQLite, one on PostgreSQL, and two on PostgreSQL. */
export async function clickFigures(
  databases: { readonly one: string; readonly shared: string },
  { isSmall }: BenchSize,
): Promise<Figure[]> {
  const cards = isSmall ? 2 : CARDS;
  const shared = { DATABASE_URL: databases.shared, SHARD_COUNT: '2' };
  const sqlite = await setUp('one process on SQLite', [{}], cards);
  const postgres = await setUp(
    'one process on PostgreSQL',
    [{ DATABASE_URL: databases.one }],
    cards,
  );
  const two = await setUp(
    'two processes on PostgreSQL',
    ['0', '1'].map((shard) => ({ ...shared, SHARDS: shard })),
    cards,
  );
  const setups = [sqlite, postgres, two];
  const costs = await clickInTurns(setups, isSmall);
  await Promise.all(setups.map(({ stop }) => stop()));
  return [
    rates('PostgreSQL against SQLite', rateOf(postgres), rateOf(sqlite), POSTGRES_GOAL),
    rates('two processes against one, on two cores', rateOf(two), rateOf(postgres), null),
    ...setups.flatMap((setup) => [
      plain(
        `  ${setup.name}`,
        `${rateOf(setup).toFixed(0)} clicks a second, ${costs.get(setup)?.toFixed(1)} ms of a core each`,
      ),
      setup.clicks.refusalFigure('    refused'),
    ]),
  ];
}

/** Gives what a click cost each setup's processes, in milliseconds of a core. */
async function clickInTurns(
  setups: readonly Setup[],
  isSmall: boolean,
): Promise<ReadonlyMap<Setup, number>> {
  const [rounds, count] = isSmall ? [1, 8] : [ROUNDS, CLICKS_A_ROUND];
  for (const setup of setups) await clickRound(setup, count, new Clicks());
  const before = new Map<Setup, number>();
  for (const setup of setups) before.set(setup, await coreMs(setup));
  for (let round = 0; round < rounds; round += 1)
    for (const setup of setups) {
      const tookMs = await timed(() => clickRound(setup, count, setup.clicks));
      setup.perSecond.push((setup.sides.length * count * 1_000) / tookMs);
    }
  const costs = new Map<Setup, number>();
  for (const setup of setups) {
    const clicks = setup.sides.length * count * rounds;
    costs.set(setup, ((await coreMs(setup)) - (before.get(setup) ?? 0)) / clicks);
  }
  return costs;
}

async function clickRound({ sides }: Setup, count: number, clicks: Clicks): Promise<void> {
  await Promise.all(sides.map((side) => clickAtOnce(clicks, side, AT_ONCE, count)));
}

function rateOf({ perSecond }: Setup): number {
  return median(perSecond);
}

/** How long the processes of a setup have kept a core busy. */
async function coreMs({ bots }: Setup): Promise<number> {
  const stats = await Promise.all(bots.map(({ pid }) => readFile(`/proc/${pid}/stat`, 'utf8')));
  // The name in parentheses may hold spaces; user and system time are the 14th and 15th field.
  const ticks = stats.map((stat) =>
    stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13),
  );
  return ticks.flat().reduce((sum, each) => sum + Number(each) * TICK_MS, 0);
}

/** Starts a process for each environment, and makes cards on both servers. */
async function setUp(
  name: string,
  envs: readonly Readonly<Record<string, string>>[],
  cards: number,
): Promise<Setup> {
  const sandbox = await Sandbox.start({ patient: true, world: worldOnTwoShards() });
  Object.assign(sandbox.starts, { recommendedShards: envs.length, maxConcurrency: envs.length });
  const folders = await Promise.all(envs.map(() => benchDirectory()));
  const bots = await Promise.all(
    envs.map((env, n) =>
      BotProcess.start({
        env: {
          DISCORD_TOKEN: sandbox.token,
          DISCORD_API_URL: sandbox.apiUrl,
          IMAGE_MODEL: 'offline',
          BOT_DATA_DIR: folders[n] ?? '',
          // Both find the pictures that the other one made.
          IMAGE_STORE: `file:${folders[0]}`,
          ...NO_LIMITS,
          ...env,
        },
        endsWithStarter: true,
      }),
    ),
  );
  const people = [sandbox.user('ann', 'general'), sandbox.user('cleo', 'lobby')];
  const sides = [];
  for (const person of people) sides.push({ person, cards: await resultCards(person, cards) });
  const stop = async () => {
    await Promise.all(bots.map((bot) => bot.kill()));
    await sandbox.stop();
    await Promise.all(folders.map((folder) => rm(folder, { recursive: true })));
  };
  return { name, sides, bots, stop, perSecond: [], clicks: new Clicks() };
}
