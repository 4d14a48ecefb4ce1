import { injectable } from 'tsyringe';

import { UnfinishedCommands } from '../../intake/command/unfinished-commands.js';
import { UnfinishedRequests } from '../../intake/mention/unfinished-requests.js';
import { UnfinishedAnswers } from '../../private-answers/unfinished-answers.js';

/** What former processes have taken in, however it came, and have not answered. */
@injectable()
export class Unfinished {
  constructor(
    private readonly answers: UnfinishedAnswers,
    private readonly commands: UnfinishedCommands,
    private readonly requests: UnfinishedRequests,
  ) {}

  /** To be called before the login. Throws AppError `storage.*`. */
  async collect(): Promise<void> {
    await this.answers.collect();
    await this.commands.collect();
    await this.requests.collect();
  }

  /**
   * Answers and commands come first: their tokens live for minutes, and a request of theirs has no
   * message that could be looked for.
   *
   * @throws the reason of `signal`.
   */
  async finish(signal: AbortSignal): Promise<void> {
    await this.answers.finish(signal);
    const left = await this.commands.finish(signal);
    await this.requests.finish(signal, left);
  }
}
