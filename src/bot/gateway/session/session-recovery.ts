import { setMaxListeners } from 'node:events';

import { Events } from 'discord.js';
import type { Client } from 'discordx';
import { inject, injectable } from 'tsyringe';

import { LOGGER, type Logger } from '../../../platform/logger.js';
import { CatchUp } from '../catch-up/catch-up.js';
import { UnfinishedRequests } from '../../intake/mention/unfinished-requests.js';
import { MissedEvents } from './missed-events.js';
import { SessionCheckpoint } from './session-checkpoint.js';

/**
 * Sees to it that nothing said or clicked is lost when the bot was away: first what Discord replays,
 * then what a former process had begun to answer, then what has to be read back from the channels.
 */
@injectable()
export class SessionRecovery {
  private readonly stopping = new AbortController();
  private readonly works = new Set<Promise<void>>();

  constructor(
    private readonly missed: MissedEvents,
    private readonly unfinished: UnfinishedRequests,
    private readonly checkpoint: SessionCheckpoint,
    private readonly catchUp: CatchUp,
    @inject(LOGGER) private readonly logger: Logger,
  ) {
    // Every missed event that is waited for listens to it; Node warns of more than ten.
    setMaxListeners(0, this.stopping.signal);
  }

  /**
   * Begins to listen; to be called before the login.
   *
   * @throws AppError `storage.*`
   */
  async begin(client: Client, token: string): Promise<void> {
    this.checkpoint.follow(client, (since) => {
      this.owe(since);
      client.once(Events.ShardReady, () => this.track(this.readBack()));
    });
    await this.unfinished.collect();
    await this.missed.collect(token);
  }

  /** The client is ready: makes up for what was missed, in the background. */
  goOn(): void {
    this.track(this.makeUp());
  }

  /** Begins nothing more: what was missed and is not begun is left to the next start. */
  leave(): void {
    this.stopping.abort(new Error('the process is stopping'));
  }

  /** Stores how far all has come, once nothing is under way any more. */
  async stop(): Promise<void> {
    this.leave();
    await Promise.all(this.works);
    await this.checkpoint.stop();
  }

  /** The former sessions stay stored until their events are handled, so that a kill loses none. */
  private async makeUp(): Promise<void> {
    const since = await this.missed.handOver(this.stopping.signal);
    if (since !== null) this.owe(since);
    await this.checkpoint.start();
    this.missed.close();
    await this.unfinished.finish(this.stopping.signal);
    await this.readBack();
    this.logger.info('Made up for what was missed');
  }

  private owe(since: string): void {
    if (this.catchUp.isOn) this.checkpoint.owe(since);
  }

  private async readBack(): Promise<void> {
    const since = this.checkpoint.catchUpSince;
    if (since === null) return;
    if (await this.catchUp.run(since, this.stopping.signal)) this.checkpoint.caughtUp(since);
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
