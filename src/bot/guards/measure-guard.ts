import { BaseInteraction, Message } from 'discord.js';
import type { GuardFunction } from 'discordx';
import { inject, injectable } from 'tsyringe';

import { codeOf } from '../../platform/code-of.js';
import { METRICS, type AnswerKind, type Metrics } from '../../platform/metrics.js';
import type { Subject } from './error-guard.js';
import type { CardGuardData } from './restored-card.js';

/** Used on cards, and so in need of their view. */
const ON_CARDS: ReadonlySet<AnswerKind> = new Set(['button', 'select', 'modal']);

/** Two global guards that count and time answers: one around the restoring of views, one behind it. */
@injectable()
export class MeasureGuard {
  /** When what is not restored yet began, by the guard data of its event. */
  private readonly begun = new WeakMap<CardGuardData, number>();

  constructor(@inject(METRICS) private readonly metrics: Metrics) {}

  /** Inside the guard that catches errors: sees them, and lets them pass. */
  readonly around: GuardFunction<Subject, CardGuardData> = async (subject, _client, next, data) => {
    const kind = kindOf(subject);
    const startedMs = performance.now();
    let failure: string | null = null;
    this.begun.set(data, startedMs);
    try {
      await next();
    } catch (error) {
      failure = codeOf(error);
      if (ON_CARDS.has(kind) && !data.view) this.metrics.notRestorable(failure);
      throw error;
    } finally {
      // Most events are none of the bot's business; one that led to a card is.
      if (!Array.isArray(subject) || data.view || failure !== null)
        this.metrics.answered(kind, failure, performance.now() - startedMs);
    }
  };

  /** Behind the guard that restores views; a click that is done over counts once. */
  readonly restored: GuardFunction<Subject, CardGuardData> = (_subject, _client, next, data) => {
    const startedMs = this.begun.get(data);
    if (data.view && startedMs !== undefined) {
      this.begun.delete(data);
      this.metrics.restored(performance.now() - startedMs);
    }
    return next();
  };
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
