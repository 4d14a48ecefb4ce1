import { LRUCache } from 'lru-cache';
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

/** So many refusals of one person are noted for moderators in a minute: they are no flood. */
const MAX_NOTED = 5;
const NOTED_IN_MS = 60_000;
const MAX_PEOPLE = 10_000;

/** Notes refusals for whoever runs the bot, and for those who moderate the server. */
@injectable()
export class RefusalRecord {
  /** How many of each person were noted lately. */
  private readonly noted = new LRUCache<string, number>({
    max: MAX_PEOPLE,
    ttl: NOTED_IN_MS,
    noUpdateTTL: true,
  });

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
    if (refusal.verdict === undefined) return;
    const noted = this.noted.get(person.id) ?? 0;
    if (noted >= MAX_NOTED) return;
    this.noted.set(person.id, noted + 1);
    await this.moderation.noteIfPossible(notedRefusal(askerId, refusal.verdict, act));
  }
}
