import { inject, injectable } from 'tsyringe';
import { z } from 'zod';

import type { AppError } from '../platform/app-error.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { LOGGER, type Logger } from '../platform/logger.js';
import { Notes } from '../persistence/notes.js';

const trouble = z.object({ at: z.string(), code: z.string(), says: z.string() });

/** Why the model refused the bot itself, such as an account without credit. */
export type Trouble = z.output<typeof trouble>;

/**
 * Tells whoever runs the bot about refusals that only they can end: in the log, and for `doctor`
 * until the next picture. No method rejects.
 */
@injectable()
export class OperatorTrouble {
  /** A former process may have left one. */
  private mayBeNoted = true;

  constructor(
    private readonly notes: Notes,
    @inject(CLOCK) private readonly clock: Clock,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** The model refused the bot. */
  async report(err: AppError): Promise<void> {
    this.logger.error({ err }, 'The image model refuses the bot; nobody gets a picture');
    const at = new Date(this.clock.now()).toISOString();
    const content: Trouble = { at, code: err.code, says: err.userMessage };
    this.mayBeNoted = true;
    await this.tried(() => this.notes.save('operator-trouble', JSON.stringify(content)));
  }

  /** The model made a picture. */
  async isOver(): Promise<void> {
    if (!this.mayBeNoted) return;
    this.mayBeNoted = false;
    await this.tried(() => this.notes.remove('operator-trouble'));
  }

  private async tried(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (err) {
      // Only `doctor` says less or more than it should; no picture depends on it.
      this.logger.warn({ err }, 'A note could not be changed');
    }
  }
}

/**
 * The trouble that has not ended yet; null if there is none.
 *
 * @throws AppError `storage.*`
 */
export async function noticedTrouble(notes: Notes): Promise<Trouble | null> {
  const content = await notes.load('operator-trouble');
  return content === null ? null : trouble.parse(JSON.parse(content));
}
