import { setTimeout } from 'node:timers/promises';

import type { DataOnServers } from './data-on-servers.js';
import type { Dice } from './dice.js';
import type { Scene } from './scene.js';
import { CAUSES, type Stage, type Trouble } from './troubles.js';

/** A time in which something was broken, in milliseconds since the Unix epoch. */
export interface TroubledTime {
  readonly what: string;
  readonly fromMs: number;
  toMs: number;
}

/** Time between the beginnings of two faults, at most; some last longer, and so overlap. */
const MAX_PAUSE_MS = 3_000;

/** Of the faults, those that come only when all shards are served, so that people get on. */
const CALM_SHARE = 0.3;

/** Longer than any lease. */
const MAX_CALM_MS = 60_000;

/** Makes faults happen at random, one after the other, and mends everything in the end. */
export async function makeTrouble(
  scene: Scene,
  data: DataOnServers,
  dice: Dice,
  faults: number,
): Promise<TroubledTime[]> {
  const stage: Stage = { scene, data, dice };
  const times: TroubledTime[] = [];
  const unfinished: Promise<unknown>[] = [];
  for (let n = 0; n < faults; n += 1) {
    if (dice.next() < CALM_SHARE) await calm(scene);
    await setTimeout(dice.below(MAX_PAUSE_MS));
    const fromMs = Date.now();
    const trouble = await draw(stage);
    const time = { what: trouble.what, fromMs, toMs: Date.now() };
    times.push(time);
    unfinished.push(mended(trouble, time));
  }
  await Promise.all(unfinished);
  data.bucket.faults.length = 0;
  return times;
}

async function calm({ shards }: Scene): Promise<void> {
  const untilMs = Date.now() + MAX_CALM_MS;
  while (!shards.areAllServed && Date.now() < untilMs) await setTimeout(100);
}

async function mended({ lastingMs, mend }: Trouble, time: TroubledTime): Promise<void> {
  await setTimeout(lastingMs);
  await mend();
  time.toMs = Date.now();
}

async function draw(stage: Stage): Promise<Trouble> {
  const all = CAUSES.reduce((sum, [weight]) => sum + weight, 0);
  let luck = stage.dice.below(all);
  for (const [weight, cause] of CAUSES) {
    if (luck < weight) return cause(stage);
    luck -= weight;
  }
  throw new Error('No fault was drawn.');
}
