import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';

import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { BotProcess } from '../../src/playground/walk/bot-process.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { plain, report, type Figure } from './report.js';
import { percentile, timed } from './statistics.js';

const CARDS = 64;
const CLICKS = 3_000;
const MEMORY_CLICKS = 10_000;
/** Clicks a second, whether or not the ones before are answered, for twenty seconds. */
const RATE = 300;
const SUSTAINED_CLICKS = 6_000;
const P99_GOAL_MS = 250;
const MEMORY_GOAL_MB = 200;

/**
 * Next output, from the click to the edited card, in the sandbox: the bot is a process of its own,
 * the sandbox and the clicking people are this one, and both share the machine.
 */
export async function clicksBench(): Promise<void> {
  const dir = await mkdtemp(path.join(tmpdir(), 'nanobanana-bench-'));
  const sandbox = await Sandbox.start();
  const bot = await BotProcess.start({
    env: {
      DISCORD_TOKEN: sandbox.token,
      DISCORD_API_URL: sandbox.apiUrl,
      IMAGE_MODEL: 'offline',
      BOT_DATA_DIR: dir,
      // As the README advises for Linux.
      MALLOC_ARENA_MAX: '2',
      NODE_OPTIONS: '--require ./dist/test/bench/loop-delay.cjs',
    },
  });
  try {
    const ann = sandbox.user('ann');
    const cards: SeenMessage[] = [];
    while (cards.length < CARDS) cards.push(await resultCard(ann, cards.length));
    await clickAtOnce(ann, cards, 16, 500);
    const figures: Figure[] = [];
    for (const atOnce of [1, 16, 64]) {
      const run = await measure(bot, () => clickAtOnce(ann, cards, atOnce, CLICKS));
      figures.push(plain(`${atOnce} at once`, speedOf(run)), loopFigure(run));
    }
    const sustained = await measure(bot, () => clickAtRate(ann, cards, RATE, SUSTAINED_CLICKS));
    figures.push(sustainedFigure(sustained), loopFigure(sustained));
    await clickAtOnce(ann, cards, 16, MEMORY_CLICKS);
    figures.push(await memoryFigure(bot, CLICKS * 3 + SUSTAINED_CLICKS + MEMORY_CLICKS));
    report(`Click to answered card (next output of ${CARDS} cards, ${CLICKS} clicks)`, figures);
  } finally {
    await bot.kill();
    await sandbox.stop();
    await rm(dir, { recursive: true });
  }
}

interface Run {
  readonly latenciesMs: readonly number[];
  readonly totalMs: number;
  readonly loopDelay: { readonly p50Ms: number; readonly p99Ms: number; readonly maxMs: number };
}

/** A card with two outputs. */
async function resultCard(person: Person, n: number): Promise<SeenMessage> {
  const card = await person.nextReply(await person.mention(`card ${n}`), { timeoutMs: 60_000 });
  for (const outputs of [1, 2]) {
    await person.click(card, 'Process Prompt');
    await card.changed(
      () => card.title === `Output ${outputs} of ${outputs}` && card.field('Status') === undefined,
      { timeoutMs: 60_000 },
    );
  }
  return card;
}

/** Clicks, `atOnce` at a time, each on a card that nobody else clicks at that moment. */
async function clickAtOnce(
  person: Person,
  cards: readonly SeenMessage[],
  atOnce: number,
  clicks: number,
): Promise<number[]> {
  const latenciesMs: number[] = [];
  let begun = 0;
  const clicker = async (first: number) => {
    for (let n = first; begun < clicks; n += atOnce) {
      begun += 1;
      const card = cards[n % cards.length];
      if (!card) throw new Error('There are no cards to click.');
      const button = card.title?.startsWith('Output 1') ? '➡️' : '⬅️';
      latenciesMs.push(await timed(() => person.click(card, button)));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, (_, n) => clicker(n)));
  return latenciesMs;
}

/** Clicks at a steady rate, as many people do who know nothing of each other. */
async function clickAtRate(
  person: Person,
  cards: readonly SeenMessage[],
  perSecond: number,
  clicks: number,
): Promise<number[]> {
  const started = performance.now();
  const answers: Promise<number>[] = [];
  while (answers.length < clicks) {
    const due = Math.min(clicks, Math.ceil(((performance.now() - started) / 1000) * perSecond));
    while (answers.length < due) {
      const card = cards[answers.length % cards.length];
      if (!card) throw new Error('There are no cards to click.');
      answers.push(
        timed(() => person.click(card, card.title?.startsWith('Output 1') ? '➡️' : '⬅️')),
      );
    }
    await setTimeout(1);
  }
  return Promise.all(answers);
}

async function measure(bot: BotProcess, work: () => Promise<number[]>): Promise<Run> {
  await loopDelayOf(bot);
  const started = performance.now();
  const latenciesMs = await work();
  return {
    latenciesMs,
    totalMs: performance.now() - started,
    loopDelay: await loopDelayOf(bot),
  };
}

async function loopDelayOf(bot: BotProcess): Promise<Run['loopDelay']> {
  const before = bot.output.length;
  process.kill(bot.pid, 'SIGUSR2');
  const line = await bot.wrote(/^\{"loopDelay":.*\}$/m, before);
  return (JSON.parse(line) as { loopDelay: Run['loopDelay'] }).loopDelay;
}

function speedOf({ latenciesMs, totalMs }: Run): string {
  const perSecond = latenciesMs.length / (totalMs / 1000);
  const [p50Ms, p99Ms] = [percentile(latenciesMs, 0.5), percentile(latenciesMs, 0.99)];
  return `p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms, ${perSecond.toFixed(0)} clicks a second`;
}

function sustainedFigure(run: Run): Figure {
  return {
    what: `${RATE} a second, sustained`,
    value: speedOf(run),
    goal: `p99 under ${P99_GOAL_MS} ms`,
    isMet: percentile(run.latenciesMs, 0.99) < P99_GOAL_MS,
  };
}

function loopFigure({ loopDelay: { p50Ms, p99Ms, maxMs } }: Run): Figure {
  return plain(
    "  the bot's event loop",
    `held p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms, at most ${maxMs.toFixed(0)} ms`,
  );
}

async function memoryFigure(bot: BotProcess, clicks: number): Promise<Figure> {
  const status = await readFile(`/proc/${bot.pid}/status`, 'utf8');
  const megabytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
  return {
    what: `Memory of the bot after ${clicks} clicks`,
    value: `${megabytes.toFixed(0)} MB resident`,
    goal: `under ${MEMORY_GOAL_MB} MB`,
    isMet: megabytes < MEMORY_GOAL_MB,
  };
}
