import { isActive } from '../../src/interactions/generation.js';
import type { InteractionState } from '../../src/interactions/interaction-state.js';
import { DUTY_LEASE_MS } from '../../src/persistence/duties.js';
import { checkCards } from './card-checks.js';
import { checkLedger } from './ledger-checks.js';
import { checkModel } from './model-checks.js';
import type { PersonAtWork } from './person-at-work.js';
import type { Scene } from './scene.js';
import type { OwnEnd } from './seat.js';
import type { TroubledTime } from './trouble-maker.js';
import { checkWays } from './way-checks.js';

/** One line of the table: what was counted, and what is wrong with it. */
export interface Finding {
  readonly what: string;
  readonly count: number;
  /** Empty where all is well. */
  readonly violations: readonly string[];
}

/** Everything there is to compare when a campaign is over. */
export interface Evidence {
  readonly scene: Scene;
  readonly people: readonly PersonAtWork[];
  readonly troubles: readonly TroubledTime[];
}

/**
 * The exit codes of a process that a new start helps: its storage, or its shard, is not to be had.
 */
const TRY_AGAIN: ReadonlySet<number | null> = new Set([74, 75, 76]);

/** A process waits so long for its storage before it gives up. */
const NOTICED_WITHIN_MS = 10_000;

/** How long a process may take to start and to connect, apart from any lease. */
const START_MS = 20_000;

/** Compares what Discord was told, what the model was asked, and what is stored. */
export async function checkAll(evidence: Evidence): Promise<Finding[]> {
  const states = await evidence.scene.data.states();
  return [
    ...checkProcesses(evidence),
    ...countPeople(evidence),
    ...checkModel(evidence, states),
    ...checkLedger(evidence, await evidence.scene.data.ledger()),
    ...(await checkPictures(evidence, states)),
    ...checkCards(evidence, states),
    ...checkWays(evidence, states),
  ];
}

function checkProcesses({ scene, troubles }: Evidence): Finding[] {
  const outputs = scene.seats.flatMap((seat) => seat.outputs);
  const defects = outputs.flatMap((output) => output.match(/.*defect.*/g) ?? []);
  const ends = scene.seats.flatMap((seat) => seat.ownEnds);
  const gaps = scene.shards.gaps;
  const longest = gaps.reduce((most, { excuselessMs }) => Math.max(most, excuselessMs), 0);
  return [
    { what: 'faults', count: troubles.length, violations: [] },
    { what: 'processes killed or stopped', count: scene.interruptions.length, violations: [] },
    {
      what: 'processes that ended by themselves',
      count: ends.length,
      violations: ends
        .filter((end) => !TRY_AGAIN.has(end.code) || !wasTroubled(troubles, end))
        .map(({ seat, code, said }) => `${seat}, ${code}: ${said}`),
    },
    { what: 'defects', count: defects.length, violations: defects },
    {
      what: 'longest time without service for a shard, in ms',
      count: longest,
      violations: gaps
        .filter(({ excuselessMs }) => excuselessMs > DUTY_LEASE_MS + START_MS)
        .map(({ shard, excuselessMs }) => `shard ${shard}: ${excuselessMs} ms`),
    },
  ];
}

/** Whether something that a process needs was broken shortly before its end. */
function wasTroubled(troubles: readonly TroubledTime[], { atMs }: OwnEnd): boolean {
  return troubles.some(({ fromMs, toMs }) => fromMs <= atMs && atMs <= toMs + NOTICED_WITHIN_MS);
}

function countPeople({ people }: Evidence): Finding[] {
  const sum = (count: (person: PersonAtWork) => number) =>
    people.reduce((total, person) => total + count(person), 0);
  return [
    { what: 'clicks', count: sum(({ clicks }) => clicks), violations: [] },
    {
      what: 'clicks that failed in front of the person',
      count: sum(({ failedClicks }) => failedClicks),
      violations: [],
    },
    {
      what: 'waits in vain',
      count: sum(({ problems }) => problems.length),
      violations: people.flatMap(({ problems }) => problems),
    },
  ];
}

async function checkPictures(
  { scene }: Evidence,
  states: readonly InteractionState[],
): Promise<Finding[]> {
  const named = new Map(
    states
      .flatMap(({ inputs, outputs }) => [...inputs, ...outputs.map(({ image }) => image)])
      .map((image) => [image.key, image.sha256]),
  );
  const stored = await scene.data.pictures();
  const broken = [...named]
    .filter(([key, sha256]) => stored.get(key) !== sha256)
    .map(([key]) => `${key} is ${stored.has(key) ? 'damaged' : 'missing'}`);
  const orphans = [...stored.keys()].filter((key) => !named.has(key));
  const stuck = states.filter(({ generation }) => isActive(generation)).map(({ id }) => id);
  return [
    { what: 'rows', count: states.length, violations: [] },
    { what: 'rows whose generation is stuck', count: stuck.length, violations: stuck },
    { what: 'images that rows name', count: named.size, violations: broken },
    { what: 'files that no row names, for the next sweep', count: orphans.length, violations: [] },
  ];
}
