import { Client } from 'discordx';
import { inject, injectable } from 'tsyringe';

import { Duties } from '../../persistence/duties.js';
import { onDuty } from '../../persistence/on-duty.js';
import { endedBy } from '../../platform/ended-by.js';
import { LOGGER, type Logger } from '../../platform/logger.js';
import { registerCommands } from './register-commands.js';

/** Registers the slash commands with Discord, of all processes that start one after the other. */
@injectable()
export class CommandRegistration {
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly client: Client,
    private readonly duties: Duties,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Resolves when the commands are registered, or when another process is at it: then this one
   * looks at them afterwards, because it may be of a newer version.
   */
  async start(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.running = onDuty(this.duties, this.logger, {
        name: 'commands',
        signal: this.stopping.signal,
        onWaiting: resolve,
        run: (signal) => this.register(signal),
      }).then(resolve);
    });
  }

  /** Waits no longer, for another process or for Discord. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** Cards work without commands, so a failure does not prevent the start. */
  private async register(signal: AbortSignal): Promise<void> {
    try {
      await endedBy(registerCommands(this.client), signal);
    } catch (err) {
      if (signal.aborted) return;
      this.logger.error({ err }, 'Slash commands could not be registered');
    }
  }
}
