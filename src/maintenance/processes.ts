import type { DutyEntity } from '../persistence/duty.entity.js';

/** A shard, and since when its process has it; ISO 8601, UTC. */
export interface ServedShard {
  readonly shard: number;
  readonly since: string;
}

/** A process that is at work on the database: a bot, or a command. */
export interface LiveProcess {
  /** Its host and process id. */
  readonly process: string;
  /** Ascending. */
  readonly shards: readonly ServedShard[];
  /** What else it alone does at present, such as `cleanup` or `identify 0`. */
  readonly duties: readonly string[];
}

const SHARD = /^shard (\d+)$/;

/** The processes that hold duties, in the order of their shards. */
export function processesOf(held: readonly DutyEntity[]): LiveProcess[] {
  const owners = [...new Set(held.map(({ owner }) => owner))];
  return owners
    .map((owner) => processOf(held.filter((duty) => duty.owner === owner)))
    .toSorted((one, other) => firstShard(one) - firstShard(other));
}

/** The shards, of so many, that no process serves; ascending. */
export function unservedShards(processes: readonly LiveProcess[], count: number): number[] {
  const served = new Set(processes.flatMap(({ shards }) => shards.map(({ shard }) => shard)));
  return Array.from({ length: count }, (_, shard) => shard).filter((shard) => !served.has(shard));
}

function processOf(duties: readonly DutyEntity[]): LiveProcess {
  const names = duties.map(({ name }) => name).filter((name) => !SHARD.test(name));
  return {
    process: duties[0]?.process ?? '',
    shards: duties
      .flatMap(({ name, heldSince }) => {
        const shard = SHARD.exec(name)?.[1];
        return shard === undefined ? [] : [{ shard: Number(shard), since: heldSince }];
      })
      .toSorted((one, other) => one.shard - other.shard),
    duties: names.toSorted(),
  };
}

function firstShard({ shards }: LiveProcess): number {
  return shards[0]?.shard ?? Number.MAX_SAFE_INTEGER;
}
