import { BaseInteraction, Message } from 'discord.js';
import type { GuardFunction } from 'discordx';
import { inject, injectable } from 'tsyringe';

import { codeOf } from '../../platform/code-of.js';
import { METRICS, type AnswerKind, type Metrics } from '../../platform/metrics.js';
import { isCardInteraction } from '../cards/answering/card-interaction.js';
import type { Subject } from './error-guard.js';
import type { CardGuardData } from './restored-card.js';

/**
 * Two global guards that count and time answers: one before and one after the guard that restores
 * views.
 */
@injectable()
export class MeasureGuard {
  /** Start times of events whose view is not restored yet, by their guard data. */
  private readonly startedAt = new WeakMap<CardGuardData, number>();

  constructor(@inject(METRICS) private readonly metrics: Metrics) {}

  /** Runs inside the error guard: counts errors and rethrows them. */
  readonly around: GuardFunction<Subject, CardGuardData> = async (subject, _client, next, data) => {
    const kind = kindOf(subject);
    const startedMs = performance.now();
    let failure: string | null = null;
    this.startedAt.set(data, startedMs);
    try {
      await next();
    } catch (error) {
      failure = codeOf(error);
      if (isOnCard(subject) && !data.view) this.metrics.notRestorable(failure);
      throw error;
    } finally {
      // Most events do not concern the bot; one that led to a card does.
      if (!Array.isArray(subject) || data.view || failure !== null)
        this.metrics.answered(kind, failure, performance.now() - startedMs);
    }
  };

  /**
   * Runs after the guard that restores views. A click that is repeated after a conflict counts
   * once.
   */
  readonly restored: GuardFunction<Subject, CardGuardData> = (_subject, _client, next, data) => {
    const startedMs = this.startedAt.get(data);
    if (data.view && startedMs !== undefined) {
      this.startedAt.delete(data);
      this.metrics.restored(performance.now() - startedMs);
    }
    return next();
  };
}

/** Whether it needs a view. */
function isOnCard(subject: Subject): boolean {
  return !Array.isArray(subject) && isCardInteraction(subject);
}

function kindOf(subject: Subject): AnswerKind {
  const first: unknown = Array.isArray(subject) ? subject[0] : subject;
  if (first instanceof Message) return 'mention';
  if (!(first instanceof BaseInteraction)) return 'other';
  if (first.isButton()) return 'button';
  if (first.isStringSelectMenu()) return 'select';
  if (first.isModalSubmit()) return 'modal';
  return first.isCommand() ? 'command' : 'other';
}
