import { setTimeout } from 'node:timers/promises';

import { isActive } from '../../src/interactions/generation.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { worldOnTwoShards } from '../support/two-shards.js';
import { checkAll, type Finding } from './checker.js';
import { DataOnDisk } from './data-on-disk.js';
import { DataOnServers } from './data-on-servers.js';
import { Dice } from './dice.js';
import { killAgainAndAgain } from './killer.js';
import { peopleAtWork } from './people.js';
import { Scene } from './scene.js';
import { ScriptedModel } from './scripted-model.js';
import { makeTrouble, type TroubledTime } from './trouble-maker.js';

/** What a campaign is run with. */
export interface CampaignOptions {
  readonly seed: number;
  /**
   * SQLite: one process and files; it is killed. PostgreSQL: a bucket, and every other fault too.
   */
  readonly database: 'sqlite' | 'postgres';
  readonly processes: number;
  /** How many; with SQLite each is a kill. */
  readonly faults: number;
}

export interface CampaignResult {
  readonly findings: readonly Finding[];
  /** JSON lines, the processes one after the other, between them lines with `---`. */
  readonly log: string;
}

/** What the bot says when nothing is left to do of what was missed. */
const MADE_UP = 'Made up for what was missed';

/** Longer than a lease, and the retries of a model that is overloaded. */
const SETTLED_WITHIN_MS = 150_000;

/**
 * People use the bot while everything that it runs on fails at random instants. Gives what an
 * independent look at Discord, the model, the rows and the pictures has found, and what all the
 * processes wrote.
 */
export async function runCampaign(options: CampaignOptions): Promise<CampaignResult> {
  const dice = new Dice(options.seed);
  const sandbox = await Sandbox.start({ world: worldOnTwoShards() });
  // A click that Discord does not repeat is lost, whatever the bot does.
  sandbox.faults.replaysAcknowledged = true;
  const model = await ScriptedModel.start(dice.fork());
  const data = await (options.database === 'sqlite'
    ? DataOnDisk.make()
    : DataOnServers.start(options.processes));
  const scene = new Scene(sandbox, model, data, options.processes);
  try {
    // What is said before a bot's first start is not meant for it.
    await startAll(scene);
    const people = await peopleAtWork(sandbox, dice.fork());
    let isOver = false;
    const working = Promise.all(people.map((person) => person.work(() => isOver)));
    const troubles = await trouble(scene, dice.fork(), options.faults);
    isOver = true;
    await startAll(scene);
    await working;
    // A graceful stop and one more start finish whatever a late click has begun.
    await stopAll(scene);
    await startAll(scene);
    await settled(scene);
    await stopAll(scene);
    const findings = await checkAll({ scene, people, troubles });
    return { findings, log: logOf(scene, troubles) };
  } finally {
    await Promise.all(scene.seats.map((seat) => seat.kill()));
    await model.server.stop();
    await sandbox.stop();
    await data.close();
  }
}

async function trouble(scene: Scene, dice: Dice, faults: number): Promise<TroubledTime[]> {
  const { data } = scene;
  if (data instanceof DataOnServers) return makeTrouble(scene, data, dice, faults);
  await killAgainAndAgain(scene, dice, faults);
  return [];
}

async function startAll({ seats, shards }: Scene): Promise<void> {
  for (const seat of seats) seat.start();
  await Promise.all(seats.map((seat) => seat.logged(MADE_UP)));
  shards.look();
}

/** Waits until no generation is under way; one that stays so is found by the checks. */
async function settled({ data }: Scene): Promise<void> {
  const untilMs = Date.now() + SETTLED_WITHIN_MS;
  while (Date.now() < untilMs) {
    const states = await data.states();
    if (!states.some(({ generation }) => isActive(generation))) return;
    await setTimeout(500);
  }
}

async function stopAll(scene: Scene): Promise<void> {
  await Promise.all(scene.seats.map((seat) => scene.stop(seat)));
}

function logOf({ seats }: Scene, troubles: readonly TroubledTime[]): string {
  const faults = troubles.map(
    ({ what, fromMs, toMs }) => `--- ${time(fromMs)} to ${time(toMs)}: ${what}\n`,
  );
  const outputs = seats.flatMap(({ name, outputs: each }) =>
    each.map((output) => `--- ${name} ---\n${output}`),
  );
  return [...faults, ...outputs].join('');
}

function time(ms: number): string {
  return new Date(ms).toISOString().slice(11, 23);
}
