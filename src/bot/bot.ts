import { setTimeout } from 'node:timers/promises';

import { Events } from 'discord.js';
import { Client } from 'discordx';
import { inject, injectable } from 'tsyringe';

import type { AppError } from '../platform/app-error.js';
import { LOGGER, type Logger } from '../platform/logger.js';
import { Deletions } from './deletions/deletions.js';
import { closeReason, loginFailure } from './gateway/close-reasons.js';
import type { FormerProcess } from './gateway/shards/shard-handover.js';
import { SessionRecovery } from './gateway/session/session-recovery.js';
import { GatewayConnections } from './gateway/session/gateway-connections.js';

/** The connection of the bot to Discord. */
@injectable()
export class Bot {
  constructor(
    private readonly client: Client,
    private readonly recovery: SessionRecovery,
    private readonly connections: GatewayConnections,
    private readonly deletions: Deletions,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Logs in, and waits until Discord has sent every server. In the background, handles what people
   * did while the bot was away.
   *
   * @param former the process that handed its shards over and still answers; null: there is none.
   * @throws AppError `config.discord` when Discord refuses the token or the intents, else
   * `discord.*`; `storage.*`
   */
  async start(token: string, former: FormerProcess | null = null): Promise<void> {
    const { client } = this;
    const ready = new Promise<void>((resolve) => {
      client.once(Events.ClientReady, () => resolve());
    });
    this.deletions.follow(client);
    const renew = async (shard: number) => this.connections.renew(shard);
    await this.recovery.start(client, token, renew, former);
    try {
      await client.login(token);
      await ready;
    } catch (error) {
      throw loginFailure(error);
    }
    this.recovery.recover();
    if (client.isReady()) this.deletions.compare(client);
    this.logger.info(
      { user: client.user?.tag, guilds: client.guilds.cache.size },
      'Logged in to Discord',
    );
  }

  /**
   * Resolves with the reason when Discord closes the connection and will not accept another one.
   */
  closedPermanently(): Promise<AppError> {
    return new Promise((resolve) => {
      this.client.on(Events.ShardDisconnect, ({ code }) => {
        this.connections.goOnAfter(code).then(
          (goesOn) => goesOn || resolve(closeReason(code)),
          (error: unknown) => resolve(loginFailure(error)),
        );
      });
    });
  }

  /** Accepts no more events; the next start handles them. Running handlers can still answer. */
  stopListening(): void {
    this.recovery.abort();
    this.client.removeEvents();
  }

  /**
   * Disconnects, so that the next start can resume the session. Ends after `graceMs`, whatever
   * Discord does.
   */
  async stop(graceMs: number): Promise<void> {
    const graceIsOver = setTimeout(graceMs, false, { ref: false });
    const isClosed = await Promise.race([this.disconnect(), graceIsOver]);
    if (!isClosed) this.logger.warn('Discord did not let go in time');
  }

  private async disconnect(): Promise<true> {
    await this.recovery.stop();
    await this.deletions.stop();
    await this.connections.close();
    await this.client.destroy();
    return true;
  }
}
