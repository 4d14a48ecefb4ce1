import type { Client } from 'discord.js';
import { injectable } from 'tsyringe';

import type { PrivateRequest } from '../../interactions/private-request.js';
import type { CommandAnswer } from '../intake/command/command-answer.js';
import { PersonalWorks } from '../personal-data/personal-works.js';
import { HistoryWorks } from './history-works.js';

/** Does what a private answer tells of. Each may be repeated. */
@injectable()
export class PrivateWorks {
  constructor(
    private readonly history: HistoryWorks,
    private readonly personal: PersonalWorks,
  ) {}

  /** @throws AppError `usage.*`, `state.*`, `discord.*`, `image.*` or `storage.*` */
  async carryOut(
    request: PrivateRequest,
    client: Client<true>,
    answer: CommandAnswer,
  ): Promise<void> {
    const { ask, userId } = request;
    if (ask.kind === 'forget') await this.personal.forget(userId, ask.interactionId, answer);
    else if (ask.kind === 'export') await this.personal.export(userId, ask.maxBytes, answer);
    else await this.history.carryOut(ask, request, client, answer);
  }
}
