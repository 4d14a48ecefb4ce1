import { setTimeout } from 'node:timers/promises';

import { Events, GatewayCloseCodes } from 'discord.js';
import { Client } from 'discordx';
import { inject, injectable } from 'tsyringe';

import { AppError } from '../platform/app-error.js';
import { LOGGER, type Logger } from '../platform/logger.js';
import { registerCommands } from './commands/register-commands.js';
import { Deletions } from './deletions/deletions.js';
import { toDiscordError } from './discord-errors.js';
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
   * Logs in, waits until Discord has sent every server, and registers changed slash commands. In
   * the background, handles what people did while the bot was away.
   *
   * @throws AppError `config.discord` when Discord refuses the token or the intents, else
   * `discord.*`; `storage.*`
   */
  async start(token: string): Promise<void> {
    const { client } = this;
    const ready = new Promise<void>((resolve) => {
      client.once(Events.ClientReady, () => resolve());
    });
    this.deletions.follow(client);
    await this.recovery.start(client, token);
    try {
      await client.login(token);
      await ready;
    } catch (error) {
      throw translated(error);
    }
    this.recovery.recover();
    if (client.isReady()) this.deletions.compare(client);
    await this.registerCommands();
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
      this.client.on(Events.ShardDisconnect, ({ code }) => resolve(closeReason(code)));
    });
  }

  /** Cards work without commands, so a failure does not prevent the start. */
  private async registerCommands(): Promise<void> {
    try {
      await registerCommands(this.client);
    } catch (err) {
      this.logger.error({ err }, 'Slash commands could not be registered');
    }
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

/** https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway */
function closeReason(code: number): AppError {
  const isAboutToken = code === (GatewayCloseCodes.AuthenticationFailed as number);
  return new AppError({
    code: 'config.discord',
    retryable: false,
    userMessage: isAboutToken
      ? 'Discord no longer accepts DISCORD_TOKEN: it was reset. Put the new one into the configuration.'
      : `Discord closed the connection for good (code ${code}); check the bot at https://discord.com/developers/applications.`,
  });
}

/** For whoever starts the bot; the usual sentence is for people who click. */
function atStart(error: AppError): AppError {
  if (error.code !== 'discord.unavailable') return error;
  return new AppError({
    code: error.code,
    retryable: true,
    userMessage:
      'Discord cannot be reached from here. Check the network, the proxy and DISCORD_API_URL of this machine, see https://discordstatus.com, and start again.',
    cause: error.cause,
  });
}

/** Messages of discord.js when Discord refuses credentials or intents at login. */
const REFUSALS: readonly { readonly pattern: RegExp; readonly userMessage: string }[] = [
  {
    pattern: /token/i,
    userMessage:
      'Discord does not accept DISCORD_TOKEN. Copy the bot token again from https://discord.com/developers/applications (Bot, Reset Token).',
  },
  {
    pattern: /disallowed intents/i,
    userMessage:
      'Discord does not grant the message content intent. Switch it on at https://discord.com/developers/applications (Bot, Message Content Intent), or set MESSAGE_CONTENT_INTENT=false.',
  },
];

function translated(cause: unknown): AppError {
  const message = cause instanceof Error ? cause.message : '';
  const refusal = REFUSALS.find(({ pattern }) => pattern.test(message));
  if (!refusal) return atStart(toDiscordError(cause));
  const { userMessage } = refusal;
  return new AppError({ code: 'config.discord', retryable: false, userMessage, cause });
}
