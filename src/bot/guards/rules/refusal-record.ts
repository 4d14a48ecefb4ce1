import { LRUCache } from 'lru-cache';
import { inject, injectable } from 'tsyringe';

import { CLOCK, type Clock } from '../../../platform/clock.js';
import { LOGGER, type Logger } from '../../../platform/logger.js';
import { METRICS, type Metrics } from '../../../platform/metrics.js';
import { ModerationLog } from '../../moderation/log/moderation-log.js';
import { notedRefusal } from './noted-refusal.js';
import type { Refusal, RefusedAct } from './rule.js';

/** What a rule has against an act. */
export interface Refused {
  readonly rule: string;
  readonly refusal: Refusal;
  readonly act: RefusedAct;
}

/**
 * So many entries of one person's refusals a server gets in this time: nobody can flood its log.
 */
const MAX_ENTRIES = 5;
const ENTRIES_MS = 60_000;
const MAX_PEOPLE = 10_000;

/** The entries since a time. */
interface Entries {
  readonly sinceMs: number;
  readonly count: number;
}

/**
 * Notes refusals for whoever runs the bot, and for those who moderate the server: there, no more
 * than some a minute for each person, in one process.
 */
@injectable()
export class RefusalRecord {
  private readonly lately = new LRUCache<string, Entries>({ max: MAX_PEOPLE });

  constructor(
    private readonly moderation: ModerationLog,
    @inject(METRICS) private readonly metrics: Metrics,
    @inject(LOGGER) private readonly logger: Logger,
    @inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @param askerId what Discord calls the message, click or command. */
  async note(askerId: string, { rule, refusal, act }: Refused): Promise<void> {
    const { name: action, person, place } = act;
    this.metrics.refused(rule);
    this.logger.info({ rule, action, userId: person.id, guildId: place.guildId }, 'Refused');
    if (refusal.verdict !== undefined && this.isRoomFor(act))
      await this.moderation.noteIfPossible(notedRefusal(askerId, refusal.verdict, act));
  }

  private isRoomFor({ person, place }: RefusedAct): boolean {
    const key = `${place.guildId} ${person.id}`;
    const nowMs = this.clock.now();
    const lately = this.lately.get(key);
    const isOver = lately === undefined || nowMs >= lately.sinceMs + ENTRIES_MS;
    const { sinceMs, count } = isOver ? { sinceMs: nowMs, count: 0 } : lately;
    if (count >= MAX_ENTRIES) return false;
    this.lately.set(key, { sinceMs, count: count + 1 });
    return true;
  }
}
