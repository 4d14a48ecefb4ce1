import { rm } from 'node:fs/promises';

import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import type { BotProcess } from '../../src/playground/walk/bot-process.js';
import { writeBareAnswers } from './bare-answers.js';
import type { BenchSize } from './bench.js';
import { benchDirectory, startBare, startOurs, type BenchedBot } from './bots.js';
import { clickAtOnce, clickAtRate, Clicks, resultCards } from './clicking.js';
import { plain, ratio, report, type Figure } from './report.js';
import { percentile } from './statistics.js';

const CARDS = 64;
/** Both bots take turns, so that whatever else the machine does meets both. */
const ROUNDS = 20;
const CLICKS_A_ROUND = 80;
const RATIOS = [
  { atOnce: 1, goal: 1.1 },
  { atOnce: 8, goal: 1.4 },
];
/** Clicks a second, whether or not the ones before are answered, for twenty seconds. */
const RATE = 300;
const SUSTAINED_CLICKS = 6_000;
const P99_GOAL_MS = 250;

/** Who clicks, and on what. */
interface Clicking {
  readonly person: Person;
  readonly cards: readonly SeenMessage[];
}

/**
 * Next output, from the click to the edited card: the bot, and a bare discord.js bot that
 * answers the same from memory. Each is a process of its own; the sandboxes and the clicking
 * people are this one.
 */
export async function clicksBench({ isSmall }: BenchSize): Promise<void> {
  const dir = await benchDirectory();
  const env = { NODE_OPTIONS: '--require ./dist/test/bench/loop-delay.cjs' };
  const bot = await startOurs({ env });
  const person = bot.sandbox.user('ann');
  const ours = { person, cards: await resultCards(person, isSmall ? 8 : CARDS) };
  const [first] = ours.cards;
  if (!first) throw new Error('There is no card.');
  const bare = await startBare(await writeBareAnswers(dir, bot.sandbox, person, first));
  const theirs = await bareCards(bare, ours.cards.length);

  const figures: Figure[] = [];
  for (const { atOnce, goal } of RATIOS) {
    const amount = isSmall ? { rounds: 1, clicks: 8 } : { rounds: ROUNDS, clicks: CLICKS_A_ROUND };
    figures.push(...(await compare(ours, theirs, { atOnce, goal, ...amount })));
  }
  figures.push(...(await sustained(bot.process, ours, isSmall ? 10 : SUSTAINED_CLICKS)));
  report('Click to answered card (next output, durable, with its picture)', figures);
  await Promise.all([bot.stop(), bare.stop(), rm(dir, { recursive: true })]);
}

async function bareCards({ sandbox }: BenchedBot, count: number): Promise<Clicking> {
  const person = sandbox.user('ann');
  const cards: SeenMessage[] = [];
  while (cards.length < count) {
    cards.push(await person.nextReply(await person.mention(`card ${cards.length}`)));
  }
  return { person, cards };
}

async function compare(
  ours: Clicking,
  theirs: Clicking,
  { atOnce, goal, rounds, clicks }: Record<'atOnce' | 'goal' | 'rounds' | 'clicks', number>,
): Promise<Figure[]> {
  const warmUp = new Clicks();
  for (const side of [ours, theirs]) await clickAtOnce(warmUp, side, atOnce, clicks);
  const [oursClicks, theirClicks] = [new Clicks(), new Clicks()];
  for (let round = 0; round < rounds; round += 1) {
    await clickAtOnce(oursClicks, ours, atOnce, clicks);
    await clickAtOnce(theirClicks, theirs, atOnce, clicks);
  }
  const what = `${atOnce} at once`;
  return [
    ratio(`${what}, against a bare bot`, oursClicks.latenciesMs, theirClicks.latenciesMs, goal),
    oursClicks.figure(`  the bot`),
    theirClicks.figure(`  the bare bot`),
    oursClicks.refusalFigure('  refused'),
  ];
}

async function sustained(bot: BotProcess, ours: Clicking, count: number): Promise<Figure[]> {
  await loopDelayOf(bot);
  const clicks = new Clicks();
  await clickAtRate(clicks, ours, RATE, count);
  const loop = await loopDelayOf(bot);
  const p99Ms = percentile(clicks.latenciesMs, 0.99);
  return [
    {
      what: `${RATE} a second, sustained`,
      value: `p99 ${p99Ms.toFixed(1)} ms`,
      goal: `under ${P99_GOAL_MS} ms`,
      isMet: p99Ms < P99_GOAL_MS,
    },
    clicks.figure('  the bot'),
    clicks.refusalFigure('  refused'),
    plain(
      "  the bot's event loop",
      `held p50 ${loop.p50Ms.toFixed(1)} ms, p99 ${loop.p99Ms.toFixed(1)} ms, at most ${loop.maxMs.toFixed(0)} ms`,
    ),
  ];
}

/** How long the bot's event loop was held since the question before. */
async function loopDelayOf(bot: BotProcess): Promise<LoopDelay> {
  const before = bot.output.length;
  bot.signal('SIGUSR2');
  const line = await bot.wrote(/^\{"loopDelay":.*\}$/m, before);
  const { loopDelay }: { loopDelay: LoopDelay } = JSON.parse(line);
  return loopDelay;
}

type LoopDelay = Readonly<Record<'p50Ms' | 'p99Ms' | 'maxMs', number>>;
