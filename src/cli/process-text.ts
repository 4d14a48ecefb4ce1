import type { LiveProcess } from '../maintenance/processes.js';

/** What people call duties, where their name does not say it. */
const DUTIES: Readonly<Record<string, string>> = {
  cleanup: 'cleans up',
  commands: 'registers commands',
  filling: 'fills columns of former rows',
  removal: 'removes files',
  restore: 'restores a backup',
};

/** A process for people: `bot-0 (7): shards 0–3 since 2026-11-29T09:00:00.000Z, cleans up`. */
export function processText({ process, shards, duties }: LiveProcess): string {
  const since = shards.map((each) => each.since).toSorted();
  const served =
    shards.length === 0
      ? []
      : [`${shardsText(shards.map(({ shard }) => shard))} since ${since.at(-1)}`];
  const does = duties.map((name) => DUTIES[name] ?? name);
  return `${process}: ${[...served, ...does].join(', ')}`;
}

/** Numbers in ascending order for people: `shards 0–3, 7`. */
export function shardsText(shards: readonly number[]): string {
  const ranges: [from: number, to: number][] = [];
  for (const shard of shards) {
    const last = ranges.at(-1);
    if (last?.[1] === shard - 1) last[1] = shard;
    else ranges.push([shard, shard]);
  }
  const texts = ranges.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`));
  return `${shards.length === 1 ? 'shard' : 'shards'} ${texts.join(', ')}`;
}
