import type { Sandbox } from '../../src/sandbox/sandbox.js';

/** A time in which no process was connected for a shard. */
export interface Gap {
  readonly shard: number;
  /** How long nothing kept it from being served: its process was there, and its way was free. */
  readonly excuselessMs: number;
}

/** Watches for how long no process serves a shard. */
export class ShardWatch {
  readonly gaps: Gap[] = [];
  /** Since when each shard is not served, without an excuse; null: it is. */
  private readonly unservedSinceMs: (number | null)[];

  constructor(
    private readonly sandbox: Sandbox,
    shards: number,
  ) {
    this.unservedSinceMs = Array.from({ length: shards }, () => Date.now());
    sandbox.world.events.listen(({ kind }) => {
      if (kind === 'presence') this.look();
    });
  }

  /** Nothing could be expected of a shard until now. */
  excuse(shard: number): void {
    if (this.unservedSinceMs[shard] !== null) this.unservedSinceMs[shard] = Date.now();
  }

  /** Whether each shard has a process. */
  get areAllServed(): boolean {
    return this.unservedSinceMs.every((sinceMs) => sinceMs === null);
  }

  /** The gaps that are not over count as if they were. */
  end(): void {
    for (const shard of this.unservedSinceMs.keys()) this.note(shard);
  }

  /** Sees which shards are served now. */
  look(): void {
    const served = this.sandbox.gateway.shardsOnline(this.sandbox.bot.id);
    for (const [shard, sinceMs] of this.unservedSinceMs.entries()) {
      if (served.has(shard)) this.note(shard);
      else if (sinceMs === null) this.unservedSinceMs[shard] = Date.now();
    }
  }

  private note(shard: number): void {
    const sinceMs = this.unservedSinceMs[shard];
    if (sinceMs === null || sinceMs === undefined) return;
    this.gaps.push({ shard, excuselessMs: Date.now() - sinceMs });
    this.unservedSinceMs[shard] = null;
  }
}
