import { Client } from 'discordx';
import { inject, injectable } from 'tsyringe';

import { processesOf } from '../../config/shards.js';
import {
  CommandRequests,
  MAX_UNFINISHED,
  type WaitingAnswer,
} from '../../persistence/command-requests.js';
import { LOGGER, type Logger } from '../../platform/logger.js';
import { RulesAgain } from '../guards/rules/rules-again.js';
import { askOfPrivate } from '../guards/rules/stored-asks.js';
import { serves, shardsOf } from '../gateway/shards/served-shards.js';
import { PrivateAnswers } from './private-answers.js';

/** What a former process has acknowledged, and has not answered before it died. */
@injectable()
export class UnfinishedAnswers {
  private found: readonly WaitingAnswer[] = [];

  constructor(
    private readonly client: Client,
    private readonly requests: CommandRequests,
    private readonly answers: PrivateAnswers,
    private readonly rules: RulesAgain,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Finds those of this process's shards. To be called before the login: what this process receives
   * later is in good hands.
   *
   * @throws AppError `storage.*`
   */
  async collect(): Promise<void> {
    const all = await this.requests.allPrivate(MAX_UNFINISHED * processesOf(shardsOf(this.client)));
    this.found = all.filter(({ request }) => serves(this.client, request.guildId));
  }

  /**
   * Gives the answers whose tokens live, unless a rule is against it by now, and forgets the
   * others: nobody could see them. What cannot be done is left to the next start. The client
   * must be ready.
   *
   * @throws the reason of `signal`.
   */
  async finish(signal: AbortSignal): Promise<void> {
    for (const waiting of this.found) {
      signal.throwIfAborted();
      await this.finishOne(waiting);
    }
    this.found = [];
  }

  private async finishOne({ request }: WaitingAnswer): Promise<void> {
    const { id: commandId } = request;
    const { client } = this;
    if (!client.isReady()) return;
    const askAgain = async () => this.rules.refusal(client, askOfPrivate(request));
    try {
      await this.answers.resume(request, client, askAgain);
      this.logger.info({ commandId }, 'Finished an answer');
    } catch (err) {
      this.logger.error({ commandId, err }, 'Could not finish an answer');
    }
  }
}
