import { Events } from 'discord.js';
import { Client } from 'discordx';
import { inject, injectable } from 'tsyringe';

import { AppError } from '../app-error.js';
import { LOGGER, type Logger } from '../ops/logger.js';
import { registerCommands } from './commands/register-commands.js';
import { toDiscordError } from './discord-errors.js';

/** The bot's presence on Discord. */
@injectable()
export class Bot {
  constructor(
    private readonly client: Client,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Logs in, waits until Discord has sent every server, and registers the slash commands that
   * changed.
   *
   * @throws AppError `config.discord` when Discord refuses token or intents, else `discord.*`
   */
  async start(token: string): Promise<void> {
    const { client } = this;
    const ready = new Promise<void>((resolve) => {
      client.once(Events.ClientReady, () => resolve());
    });
    try {
      await client.login(token);
      await ready;
    } catch (error) {
      throw translated(error);
    }
    await this.registerCommands();
    this.logger.info(
      { user: client.user?.tag, guilds: client.guilds.cache.size },
      'Logged in to Discord',
    );
  }

  /** Cards work without them, so a failure is no reason not to start. */
  private async registerCommands(): Promise<void> {
    try {
      await registerCommands(this.client);
    } catch (err) {
      this.logger.error({ err }, 'Slash commands could not be registered');
    }
  }

  /** Takes no further events; what runs can still answer. */
  stopListening(): void {
    this.client.removeEvents();
  }

  async stop(): Promise<void> {
    await this.client.destroy();
  }
}

/** What discord.js says when credentials or intents are refused at login. */
const REFUSALS: readonly { readonly pattern: RegExp; readonly sentence: string }[] = [
  {
    pattern: /token/i,
    sentence:
      'Discord does not accept DISCORD_TOKEN. Copy the bot token again from https://discord.com/developers/applications (Bot, Reset Token).',
  },
  {
    pattern: /disallowed intents/i,
    sentence:
      'Discord does not grant the message content intent. Switch it on at https://discord.com/developers/applications (Bot, Message Content Intent), or set MESSAGE_CONTENT_INTENT=false.',
  },
];

function translated(cause: unknown): AppError {
  const message = cause instanceof Error ? cause.message : '';
  const refusal = REFUSALS.find(({ pattern }) => pattern.test(message));
  if (!refusal) return toDiscordError(cause);
  const { sentence } = refusal;
  return new AppError({ code: 'config.discord', retryable: false, sentence, cause });
}
