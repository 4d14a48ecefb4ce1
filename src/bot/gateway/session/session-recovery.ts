import { setMaxListeners } from 'node:events';

import { Events } from 'discord.js';
import type { Client } from 'discordx';
import { inject, injectable } from 'tsyringe';

import { LOGGER, type Logger } from '../../../platform/logger.js';
import { retryUntilAborted } from '../../../platform/retry-until-aborted.js';
import { CatchUp } from '../catch-up/catch-up.js';
import { Unfinished } from './unfinished.js';
import type { FormerProcess } from '../shards/shard-handover.js';
import { MissedEvents } from './missed-events.js';
import { SessionCheckpoint } from './session-checkpoint.js';

/**
 * Handles messages and clicks that the bot missed while it was away: first the events that Discord
 * replays, then requests that a former process started, then mentions that must be read back.
 */
@injectable()
export class SessionRecovery {
  private readonly stopping = new AbortController();
  private readonly works = new Set<Promise<void>>();
  private collectLater: () => Promise<void> = async () => undefined;

  constructor(
    private readonly missed: MissedEvents,
    private readonly unfinished: Unfinished,
    private readonly checkpoint: SessionCheckpoint,
    private readonly catchUp: CatchUp,
    @inject(LOGGER) private readonly logger: Logger,
  ) {
    // Each missed event adds a listener, and Node warns of more than ten.
    setMaxListeners(0, this.stopping.signal);
  }

  /**
   * Starts collecting; must be called before the login. Where a former process still answers, that
   * begins when it has ended, because resuming its session would end it.
   *
   * @param renew starts a new session of a shard, which tells what every channel is at.
   * @throws AppError `storage.*`
   */
  async start(
    client: Client,
    token: string,
    renew: (shardId: number) => Promise<void>,
    former: FormerProcess | null = null,
  ): Promise<void> {
    const onGap = (since: string) => {
      this.requestCatchUp(since);
      client.once(Events.ShardReady, () => this.track(this.runCatchUp()));
    };
    const onLoss = (since: string, shard: number) => {
      this.logger.warn({ shard, since }, 'Discord did not replay everything that was missed');
      this.requestCatchUp(since);
      if (this.catchUp.isOn) this.track(renew(shard));
    };
    this.checkpoint.follow(client, onGap, onLoss);
    const collect = async () => {
      await this.unfinished.collect();
      await this.missed.collect(token);
    };
    if (former === null) await collect();
    else
      this.collectLater = async () => {
        await former.ended(this.stopping.signal);
        await collect();
      };
  }

  /** Handles missed events in the background. The client must be ready. */
  recover(): void {
    this.track(this.recoverMissed());
  }

  /** Starts no more work; the next start handles the remaining missed events. */
  abort(): void {
    this.stopping.abort(new Error('the process is stopping'));
  }

  /** Waits for running work and stores the position. */
  async stop(): Promise<void> {
    this.abort();
    await Promise.all(this.works);
    await this.checkpoint.stop();
  }

  /**
   * The former sessions stay stored until their events are handled, so that a kill loses no event.
   */
  private async recoverMissed(): Promise<void> {
    await this.repeated(this.collectLater);
    const since = await this.missed.handOver(this.stopping.signal);
    if (since !== null) this.requestCatchUp(since);
    await this.repeated(() => this.checkpoint.start());
    this.missed.close();
    await this.unfinished.finish(this.stopping.signal);
    await this.runCatchUp();
    this.logger.info('Made up for what was missed');
  }

  private requestCatchUp(since: string): void {
    if (this.catchUp.isOn) this.checkpoint.requestCatchUp(since);
  }

  private async runCatchUp(): Promise<void> {
    const since = this.checkpoint.catchUpSince;
    if (since === null) return;
    const { signal } = this.stopping;
    const isDone = await this.repeated(() => this.catchUp.run(since, signal));
    if (isDone) this.checkpoint.completeCatchUp(since);
  }

  /** A storage that is away for a moment must not leave the rest to the next start. */
  private async repeated<T>(step: () => Promise<T>): Promise<T> {
    return retryUntilAborted(step, this.stopping.signal, this.logger);
  }

  private track(work: Promise<void>): void {
    const logged = work.catch((err: unknown) => {
      if (this.stopping.signal.aborted)
        this.logger.info('What was missed is left to the next start');
      else this.logger.error({ err }, 'What was missed could not be handled');
    });
    this.works.add(logged);
    void logged.then(() => this.works.delete(logged));
  }
}
