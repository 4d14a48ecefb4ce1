import { setTimeout } from 'node:timers/promises';

import { DUTY_LEASE_MS } from '../../src/persistence/duties.js';
import type { S3Fault } from '../support/s3-server.js';
import type { DataOnServers } from './data-on-servers.js';
import type { Dice } from './dice.js';
import type { Scene } from './scene.js';
import type { Seat } from './seat.js';

/** What a fault happens to. */
export interface Stage {
  readonly scene: Scene;
  readonly data: DataOnServers;
  readonly dice: Dice;
}

/** A fault that has begun. */
export interface Trouble {
  readonly what: string;
  /** How long it lasts; then it is mended. */
  readonly lastingMs: number;
  readonly mend: () => unknown;
}

/** Makes a fault happen. */
type Cause = (stage: Stage) => Promise<Trouble> | Trouble;

/** Every fault, and how often each is drawn. */
export const CAUSES: readonly (readonly [weight: number, cause: Cause])[] = [
  [28, killOne],
  [6, killAll],
  [8, stopOne],
  [8, killPostgres],
  [4, killConnection],
  [10, cutWays],
  [6, delayWays],
  [8, blockWays],
  [1, isolateOne],
  [5, swallowOnWays],
  [17, breakBucket],
];

const nothingToMend = (): void => undefined;

/** Killed processes that start again elsewhere; the others find out there that they had died. */
const MOVED_SHARE = 0.2;

async function killOne(stage: Stage): Promise<Trouble> {
  const { scene, data, dice } = stage;
  const seat = pickSeat(stage);
  const lifeMs = seat.isTaken ? 0 : dice.below(900);
  seat.start();
  await setTimeout(lifeMs);
  await scene.kill(seat);
  const lastingMs = dice.below(2_000);
  const isMoved = dice.next() < MOVED_SHARE;
  if (isMoved) data.move(scene.seats.indexOf(seat));
  const what = `${seat.name} was killed${isMoved ? ', and moved to another machine' : ''}`;
  return { what, lastingMs, mend: () => seat.start() };
}

async function killAll({ scene, dice }: Stage): Promise<Trouble> {
  await Promise.all(scene.seats.map((seat) => scene.kill(seat)));
  const startAll = () => scene.seats.forEach((seat) => seat.start());
  return { what: 'all were killed', lastingMs: dice.below(2_000), mend: startAll };
}

function stopOne(stage: Stage): Trouble {
  const seat = pickSeat(stage);
  const stopped = stage.scene.stop(seat);
  const startAgain = async () => {
    await stopped;
    seat.start();
  };
  return { what: `${seat.name} was told to stop`, lastingMs: 0, mend: startAgain };
}

function killPostgres({ data: { postgres }, dice, scene }: Stage): Trouble {
  postgres.kill();
  const revive = async () => {
    await postgres.revive();
    excuseAll(scene);
  };
  return { what: 'PostgreSQL was killed', lastingMs: dice.below(3_000), mend: revive };
}

async function killConnection({ data: { postgres } }: Stage): Promise<Trouble> {
  const isKilled = await postgres.killConnection();
  const what = isKilled ? 'a process of PostgreSQL was killed' : 'PostgreSQL had nothing to kill';
  return { what, lastingMs: 0, mend: nothingToMend };
}

function cutWays(stage: Stage): Trouble {
  const ways = pickWays(stage);
  for (const way of ways) way.cut();
  return { what: `${called(ways)} broke`, lastingMs: 0, mend: nothingToMend };
}

function swallowOnWays(stage: Stage): Trouble {
  const ways = pickWays(stage);
  for (const way of ways) way.swallow();
  const what = `the connections on ${called(ways)} went dead`;
  return { what, lastingMs: 0, mend: nothingToMend };
}

function delayWays(stage: Stage): Trouble {
  const { dice, scene } = stage;
  const [ways, delayMs] = [pickWays(stage), 20 + dice.below(800)];
  const delay = (ms: number) => {
    for (const way of ways) way.delayMs = ms;
    excuseAll(scene);
  };
  delay(delayMs);
  const what = `${called(ways)} took ${delayMs} ms more`;
  return { what, lastingMs: dice.below(4_000), mend: () => delay(0) };
}

function blockWays(stage: Stage): Trouble {
  const { dice, scene } = stage;
  const ways = pickWays(stage);
  for (const way of ways) way.block();
  const unblock = () => {
    for (const way of ways) way.unblock();
    excuseAll(scene);
  };
  return {
    what: `${called(ways)} let nothing through`,
    lastingMs: dice.below(6_000),
    mend: unblock,
  };
}

/** Longer than the lease of its shard, which it must give up. */
function isolateOne({ data: { ways }, dice, scene }: Stage): Trouble {
  const n = dice.below(ways.length);
  const [way] = ways.slice(n);
  way?.block();
  const unblock = () => {
    way?.unblock();
    excuseAll(scene);
  };
  const lastingMs = DUTY_LEASE_MS + dice.below(10_000);
  return {
    what: `the way of bot-${n} to PostgreSQL let nothing through`,
    lastingMs,
    mend: unblock,
  };
}

const BUCKET_FAULTS: readonly [S3Fault, ...S3Fault[]] = [
  { status: 500, code: 'InternalError' },
  { status: 503, code: 'SlowDown' },
  'cut',
  'hang',
  'truncated',
  'corrupted',
  'lost answer',
];

function breakBucket({ data: { bucket }, dice }: Stage): Trouble {
  const fault = dice.pick(BUCKET_FAULTS);
  const name = typeof fault === 'object' ? fault.code : fault;
  if (dice.next() < 0.5) {
    for (const method of ['GET', 'PUT', 'DELETE']) bucket.fail(method, fault);
    const what = `the next requests of the bucket met: ${name}`;
    return { what, lastingMs: 0, mend: nothingToMend };
  }
  bucket.outage = fault;
  const mend = () => {
    bucket.outage = null;
  };
  return { what: `the bucket was out: ${name}`, lastingMs: dice.below(3_000), mend };
}

function pickSeat({ scene: { seats }, dice }: Stage): Seat {
  const seat = seats[dice.below(seats.length)];
  if (seat === undefined) throw new Error('There is no process.');
  return seat;
}

/** One way, or all. */
function pickWays({ data: { ways }, dice }: Stage): DataOnServers['ways'] {
  const n = dice.below(ways.length);
  return dice.next() < 0.5 ? ways : ways.slice(n, n + 1);
}

function called({ length }: DataOnServers['ways']): string {
  return length === 1 ? 'one way to PostgreSQL' : `${length} ways to PostgreSQL`;
}

function excuseAll({ seats, shards }: Scene): void {
  for (const shard of seats.keys()) shards.excuse(shard);
}
