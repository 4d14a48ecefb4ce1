import type { Sandbox } from '../../src/sandbox/sandbox.js';
import type { ScriptedModel } from './scripted-model.js';
import { Seat } from './seat.js';
import { ShardWatch } from './shard-watch.js';
import type { StoredData } from './stored-data.js';
import { NO_LIMITS } from '../support/no-limits.js';

/** The end of a process that it was brought to. */
export interface Interruption {
  /** Of its calls of the model. */
  readonly key: string;
  /** Milliseconds since the Unix epoch. */
  readonly atMs: number;
  /** How many of its calls this has broken off. */
  readonly brokenOffCalls: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** The processes of a campaign, and what has happened to them. */
export class Scene {
  readonly seats: readonly Seat[];
  readonly shards: ShardWatch;
  readonly interruptions: Interruption[] = [];

  constructor(
    readonly sandbox: Sandbox,
    readonly model: ScriptedModel,
    readonly data: StoredData,
    processes: number,
  ) {
    this.shards = new ShardWatch(sandbox, processes);
    this.seats = Array.from({ length: processes }, (_, n) => this.seat(n, processes));
    Object.assign(sandbox.starts, {
      recommendedShards: processes,
      maxConcurrency: processes,
      // Alone, a process is killed every second, and does not know when its former life began.
      isPaced: processes > 1,
    });
  }

  async kill(seat: Seat): Promise<void> {
    const brokenOffCalls = this.model.openFor(seat.name);
    this.interruptions.push({ key: seat.name, atMs: Date.now(), brokenOffCalls });
    await seat.kill();
  }

  /** Stops a process as an operator does. */
  async stop(seat: Seat): Promise<void> {
    const sinceMs = Date.now();
    await seat.stop();
    const brokenOffCalls = this.model.hungUpSince(seat.name, sinceMs);
    this.interruptions.push({ key: seat.name, atMs: Date.now(), brokenOffCalls });
  }

  private seat(n: number, processes: number): Seat {
    const name = `bot-${n}`;
    const { sandbox, model, data } = this;
    const env = () => ({
      DISCORD_TOKEN: sandbox.token,
      DISCORD_API_URL: sandbox.apiUrl,
      // The model tells the processes apart by their keys.
      GOOGLE_API_KEY: name,
      GOOGLE_GEMINI_BASE_URL: model.server.url,
      LOG_LEVEL: 'info',
      ...NO_LIMITS,
      CARD_USE: 'everyone',
      // So much that nobody is refused, and everything is counted.
      BUDGET_PER_DAY: '100000',
      BUDGET_PER_MONTH: '100000',
      QUOTA_PER_PERSON: '100000/24h',
      QUOTA_PER_SERVER: '100000/24h',
      ...(processes > 1 ? { SHARDS: String(n), SHARD_COUNT: String(processes) } : {}),
      ...data.env(n),
    });
    return new Seat(name, () => {
      this.shards.excuse(n);
      // Each kill costs a start, and the bot slows down when half of them are used.
      sandbox.starts.leave(1_000, DAY_MS);
      return { env: env(), cwd: data.folder, endsWithStarter: true };
    });
  }
}
