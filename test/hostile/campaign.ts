import type { BotProcess } from '../../src/playground/walk/bot-process.js';
import { Dice } from '../crash/dice.js';
import { PersonAtWork } from '../crash/person-at-work.js';
import { isWaiting } from '../crash/card-controls.js';
import { photo } from '../support/pictures.js';
import { DISCORD_INPUTS } from './discord-inputs.js';
import { GATEWAY_INPUTS } from './gateway-inputs.js';
import type { HostileInput } from './hostile-input.js';
import type { HostileWorld } from './hostile-world.js';
import { HTTP_INPUTS } from './http-inputs.js';
import { hostileAnswer, MODEL_INPUTS } from './model-inputs.js';
import { pictureInputs } from './picture-inputs.js';
import { treeMegabytes } from './process-memory.js';
import { seenInputs } from './seen-inputs.js';
import { WORD_INPUTS } from './word-inputs.js';

/** Who uses the bot steadily, and where; nobody throws anything there. */
const STEADY = [
  ['ann', 'general'],
  ['ben', 'pictures'],
] as const;

/** Discord waits so long for the first answer. */
const ANSWER_LIMIT_MS = 3_000;

/** What was seen while things were thrown at the bot. */
export interface HostileReport {
  /** How often each input was thrown. */
  readonly thrown: ReadonlyMap<string, number>;
  /** What did not get the answer that it had to get. */
  readonly unanswered: readonly string[];
  /** Of the people who use the bot as it is meant to be used. */
  readonly steadyClicks: number;
  readonly failedClicks: number;
  readonly slowestClickMs: number;
  /** That took longer than Discord waits. */
  readonly lateClicks: number;
  /** Their cards that still wait at the end, and what they waited for in vain. */
  readonly problems: readonly string[];
  /** The most that the bot and the processes that it started used at a time. */
  readonly peakMb: number;
}

/**
 * Two people use the bot steadily while a third throws everything at it, again and again until the
 * time is over, and each input at least once.
 */
export async function runHostileCampaign(
  { world, sandbox, gemini, target }: HostileWorld,
  { durationMs, seed }: { readonly durationMs: number; readonly seed: number },
): Promise<HostileReport> {
  const dice = new Dice(seed);
  gemini.always(({ prompt }) => hostileAnswer(prompt));
  const small = await photo(64, 48).png().toBuffer();
  const inputs: readonly HostileInput[] = [
    ...(await pictureInputs()),
    ...(await seenInputs()),
    ...WORD_INPUTS,
    ...MODEL_INPUTS,
    ...DISCORD_INPUTS,
    ...GATEWAY_INPUTS,
    ...HTTP_INPUTS,
  ];
  const people = STEADY.map(
    ([name, channel]) =>
      new PersonAtWork({ sandbox, person: sandbox.user(name), channel }, dice.fork(), small),
  );
  const thrown = new Map<string, number>();
  const unanswered: string[] = [];
  const over = AbortSignal.timeout(durationMs);
  const memory = watchMemory(world.bot);
  let isOver = false;
  const working = Promise.all(people.map((person) => person.work(() => isOver)));
  do {
    for (const { name, throwAt } of inputs) {
      thrown.set(name, (thrown.get(name) ?? 0) + 1);
      try {
        await throwAt(target);
      } catch (error) {
        unanswered.push(`${name}: ${String(error)}`);
      }
    }
  } while (!over.aborted);
  isOver = true;
  await working;
  const clickTimesMs = people.flatMap((person) => person.clickTimesMs);
  const cards = people.flatMap((person) => person.cards.map(({ card }) => card));
  return {
    thrown,
    unanswered,
    steadyClicks: people.reduce((sum, { clicks }) => sum + clicks, 0),
    failedClicks: people.reduce((sum, { failedClicks }) => sum + failedClicks, 0),
    slowestClickMs: Math.max(...clickTimesMs),
    lateClicks: clickTimesMs.filter((ms) => ms > ANSWER_LIMIT_MS).length,
    problems: [
      ...people.flatMap(({ problems }) => problems),
      ...cards.filter(isWaiting).map(({ footer }) => `${footer}: still waits`),
    ],
    peakMb: memory.stop(),
  };
}

/** Looks at the memory again and again, and gives the most that it saw. */
function watchMemory({ pid }: BotProcess): { stop: () => number } {
  let peakMb = 0;
  const look = async (): Promise<void> => {
    peakMb = Math.max(peakMb, await treeMegabytes(pid));
  };
  const timer = setInterval(() => {
    void look();
  }, 250);
  return {
    stop: () => {
      clearInterval(timer);
      return peakMb;
    },
  };
}
