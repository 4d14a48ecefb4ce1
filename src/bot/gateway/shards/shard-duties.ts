import { Client } from 'discordx';
import { inject, injectable } from 'tsyringe';

import { allShards, type Shards } from '../../../config/shards.js';
import { Duties, type DutyName, type HeldDuty } from '../../../persistence/duties.js';
import { DutySuccession } from '../../../persistence/duty-succession.js';
import type { DutyEntity } from '../../../persistence/duty.entity.js';
import { AppError } from '../../../platform/app-error.js';
import { LOGGER, type Logger } from '../../../platform/logger.js';
import { pause } from '../../../platform/pause.js';
import { recommendedShards } from './recommended-shards.js';
import { connectWith, ServedShards } from './served-shards.js';

/** How often a process that stands by looks whether its shards are free. */
const POLL_EVERY_MS = 2_000;

/**
 * Sees to it that each shard is served by one process: takes the duties of this process's shards
 * before it connects, all of them or none, and stands by while another process has one.
 */
@injectable()
export class ShardDuties {
  private wanted: readonly DutyName[] = [];
  private held: readonly HeldDuty[] = [];
  private readonly loss = new AbortController();
  private standsBy = false;

  constructor(
    private readonly client: Client,
    private readonly served: ServedShards,
    private readonly duties: Duties,
    private readonly succession: DutySuccession,
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
    if (!this.served.isOnlyProcess) await this.waitFor(shards, signal);
    this.served.serve(shards);
    connectWith(this.client, shards);
    this.logger.info(describe(shards), 'Serving shards');
  }

  /** The duties that this process has. */
  get names(): readonly DutyName[] {
    return this.held.map(({ name }) => name);
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

  /**
   * They were handed over: this process renews them no more, and does not miss them. Never rejects.
   */
  async letGo(): Promise<void> {
    const { held } = this;
    this.held = [];
    // Only what is still this process's would be given up.
    await Promise.all(held.map((duty) => duty.release()));
  }

  /**
   * Gives up all shards, or the wait for them, so that the next process need not
   * wait. Never rejects.
   */
  async release(): Promise<void> {
    await this.letGo();
    if (this.standsBy) await this.giveUpWaiting();
  }

  private async waitFor(shards: Shards, signal: AbortSignal): Promise<void> {
    this.wanted = shards.ids.map((id): DutyName => `shard ${id}`);
    while (!(await this.takeAll())) {
      signal.throwIfAborted();
      await pause(POLL_EVERY_MS, signal);
    }
    this.standsBy = false;
  }

  /** Takes all of them or none. */
  private async takeAll(): Promise<boolean> {
    const others = await this.othersThatHave();
    if (others.length > 0) {
      await this.standBy(others);
      return false;
    }
    for (const name of this.wanted) {
      const duty = await this.duties.hold(name);
      if (duty === null) {
        await this.release();
        return false;
      }
      this.held = [...this.held, duty];
      duty.lost.addEventListener('abort', () => this.lose(duty));
    }
    return true;
  }

  private lose({ name, lost }: HeldDuty): void {
    if (!this.names.includes(name)) return;
    this.served.lose();
    this.loss.abort(lost.reason);
  }

  /** The wanted duties that other processes have. */
  private async othersThatHave(): Promise<DutyEntity[]> {
    const held = await this.duties.held();
    const wanted: ReadonlySet<string> = new Set(this.wanted);
    return held.filter(({ name, owner }) => wanted.has(name) && owner !== this.duties.owner);
  }

  private async standBy(others: readonly DutyEntity[]): Promise<void> {
    const [{ name, process, owner } = {}] = others;
    if (!this.standsBy)
      this.logger.info({ duty: name, process }, 'Standing by: another process serves these shards');
    this.standsBy = true;
    // Only one process can hand all of them over.
    const isOne = others.every((other) => other.owner === owner);
    if (isOne && others.length === this.wanted.length) await this.succession.waitFor(this.wanted);
  }

  private async giveUpWaiting(): Promise<void> {
    try {
      await this.succession.withdraw();
      // They may have been handed over a moment ago.
      for (const name of this.wanted) await this.duties.release(name);
    } catch (err) {
      this.logger.warn({ err }, 'Could not say that this process waits for no shards any more');
    }
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
