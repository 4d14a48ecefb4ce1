import { Client } from 'discordx';
import { inject, injectable, type InjectionToken } from 'tsyringe';

import { allShards, type Shards } from '../../../config/shards.js';
import { Duties, type DutyName, type HeldDuty } from '../../../persistence/duties.js';
import type { DutyEntity } from '../../../persistence/duty.entity.js';
import { AppError } from '../../../platform/app-error.js';
import { LOGGER, type Logger } from '../../../platform/logger.js';
import { pause } from '../../../platform/pause.js';
import { recommendedShards } from './recommended-shards.js';
import { connectWith, ServedShards } from './served-shards.js';

/** Whether other processes may use the same database; else the data directory's lock is enough. */
export const SHARES_DATABASE: InjectionToken<boolean> = Symbol('SharesDatabase');

/** How often a process that stands by looks whether its shards are free. */
const POLL_EVERY_MS = 2_000;

/**
 * Sees to it that each shard is served by one process: takes the duties of this process's shards
 * before it connects, all of them or none, and stands by while another process has one.
 */
@injectable()
export class ShardDuties {
  private held: readonly HeldDuty[] = [];
  private readonly loss = new AbortController();
  private standsBy = false;

  constructor(
    private readonly client: Client,
    private readonly served: ServedShards,
    private readonly duties: Duties,
    @inject(SHARES_DATABASE) private readonly isShared: boolean,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * The shards that are to be this process's.
   *
   * @throws AppError `discord.*` or `config.discord`.
   */
  async find(token: string): Promise<Shards> {
    return this.served.configured ?? allShards(await recommendedShards(this.client, token));
  }

  /**
   * Resolves when no other process serves these shards. From then on the client connects with them.
   *
   * @throws AppError `storage.*`, or the reason of `signal`.
   */
  async take(shards: Shards, signal: AbortSignal): Promise<void> {
    if (this.isShared) await this.waitFor(shards, signal);
    this.served.serve(shards);
    connectWith(this.client, shards);
    this.logger.info(describe(shards), 'Serving shards');
  }

  /** The result of `work`, or the error of {@link lost} when that happens before. */
  async whileHeld<T>(work: Promise<T>): Promise<T> {
    return Promise.race([
      work,
      this.lost().then((error) => {
        throw error;
      }),
    ]);
  }

  /** Resolves when another process has a shard of this one, or may have it. */
  async lost(): Promise<AppError> {
    const { signal } = this.loss;
    if (!signal.aborted)
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    return shardLost(signal.reason);
  }

  /** Gives up all shards, so that the next process need not wait. Never rejects. */
  async release(): Promise<void> {
    const { held } = this;
    this.held = [];
    await Promise.all(held.map((duty) => duty.release()));
  }

  private async waitFor(shards: Shards, signal: AbortSignal): Promise<void> {
    const names = shards.ids.map((id): DutyName => `shard ${id}`);
    while (!(await this.takeAll(names))) {
      signal.throwIfAborted();
      await pause(POLL_EVERY_MS, signal);
    }
    this.standsBy = false;
  }

  /** Takes all of them or none. */
  private async takeAll(names: readonly DutyName[]): Promise<boolean> {
    const other = await this.takenByOther(names);
    if (other !== undefined) {
      this.standBy(other);
      return false;
    }
    for (const name of names) {
      const duty = await this.duties.hold(name);
      if (duty === null) {
        await this.release();
        return false;
      }
      this.held = [...this.held, duty];
      duty.lost.addEventListener('abort', () => this.lose(duty.lost.reason));
    }
    return true;
  }

  private lose(reason: unknown): void {
    this.served.lose();
    this.loss.abort(reason);
  }

  private async takenByOther(names: readonly string[]): Promise<DutyEntity | undefined> {
    const held = await this.duties.held();
    return held.find(({ name, owner }) => names.includes(name) && owner !== this.duties.owner);
  }

  private standBy({ name, process }: DutyEntity): void {
    if (this.standsBy) return;
    this.standsBy = true;
    this.logger.info({ duty: name, process }, 'Standing by: another process serves these shards');
  }
}

function describe({ ids, count }: Shards): object {
  return { shards: ids.length > 16 ? `${ids.length} from ${ids[0]} on` : ids.join(','), count };
}

function shardLost(cause: unknown): AppError {
  return new AppError({
    code: 'discord.shard_lost',
    retryable: true,
    userMessage:
      'Another process serves a shard of this one, or may do so because the database did not answer for half a minute. Start it again; it stands by while the other one serves.',
    cause,
  });
}
