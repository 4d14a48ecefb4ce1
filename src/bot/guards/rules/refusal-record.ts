import { inject, injectable } from 'tsyringe';

import { LOGGER, type Logger } from '../../../platform/logger.js';
import { METRICS, type Metrics } from '../../../platform/metrics.js';
import { ModerationLog } from '../../moderation/log/moderation-log.js';
import { notedRefusal } from './noted-refusal.js';
import type { Act, Refusal } from './rule.js';

/** What a rule has against an act. */
export interface Refused {
  readonly rule: string;
  readonly refusal: Refusal;
  readonly act: Act;
}

/** Notes refusals for whoever runs the bot, and for those who moderate the server. */
@injectable()
export class RefusalRecord {
  constructor(
    private readonly moderation: ModerationLog,
    @inject(METRICS) private readonly metrics: Metrics,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @param askerId what Discord calls the message, click or command. */
  async note(askerId: string, { rule, refusal, act }: Refused): Promise<void> {
    const { name: action, person, place } = act;
    this.metrics.refused(rule);
    this.logger.info({ rule, action, userId: person.id, guildId: place.guildId }, 'Refused');
    if (refusal.verdict !== undefined)
      await this.moderation.noteIfPossible(notedRefusal(askerId, refusal.verdict, act));
  }
}
