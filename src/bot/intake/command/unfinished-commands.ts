import { Client } from 'discordx';
import { inject, injectable } from 'tsyringe';

import { processesOf } from '../../../config/shards.js';
import type { CommandRequest } from '../../../interactions/command-request.js';
import { CommandRequests, MAX_UNFINISHED } from '../../../persistence/command-requests.js';
import { LOGGER, type Logger } from '../../../platform/logger.js';
import { serves, shardsOf } from '../../gateway/shards/served-shards.js';
import { CommandTurns } from './command-turns.js';

/** Commands that a former process has acknowledged, and that it could not answer before it died. */
@injectable()
export class UnfinishedCommands {
  private found: readonly CommandRequest[] = [];

  constructor(
    private readonly client: Client,
    private readonly requests: CommandRequests,
    private readonly turns: CommandTurns,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Finds those of this process's shards. To be called before the login: what this process receives
   * later is in good hands.
   *
   * @throws AppError `storage.*`
   */
  async collect(): Promise<void> {
    const all = await this.requests.all(MAX_UNFINISHED * processesOf(shardsOf(this.client)));
    const requests = all.map(({ request }) => request);
    this.found = requests.filter(({ guildId }) => serves(this.client, guildId));
  }

  /**
   * Answers them: through their tokens while these live, else in the channel, else privately. What
   * cannot be done is left to the next start. The client must be ready.
   *
   * @returns the ids of the requests that are left.
   * @throws the reason of `signal`.
   */
  async finish(signal: AbortSignal): Promise<ReadonlySet<string>> {
    const left = new Set<string>();
    for (const request of this.found) {
      signal.throwIfAborted();
      if (!(await this.isFinished(request))) left.add(request.form ?? request.id);
    }
    this.found = [];
    return left;
  }

  private async isFinished(request: CommandRequest): Promise<boolean> {
    const { id: commandId } = request;
    if (!this.client.isReady()) return false;
    try {
      await this.turns.resume(request, this.client);
      this.logger.info({ commandId }, 'Finished a command');
      return true;
    } catch (err) {
      this.logger.error({ commandId, err }, 'Could not finish a command');
      return false;
    }
  }
}
