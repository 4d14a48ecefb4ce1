import { BaseInteraction, Message } from 'discord.js';
import type { GuardFunction, Next } from 'discordx';
import { injectable } from 'tsyringe';

import type { Subject } from './error-guard.js';
import { ProcessedEvents } from '../gateway/session/processed-events.js';

/**
 * The global guard before all others: a message or an interaction is handled once, whichever way it
 * came, and however often.
 */
@injectable()
export class DeduplicationGuard {
  constructor(private readonly processed: ProcessedEvents) {}

  readonly guard: GuardFunction<Subject> = (subject, _client, next) => {
    const id = idOf(subject);
    return id === null ? next() : this.once(id, next);
  };

  private async once(id: string, next: Next): Promise<void> {
    if (!this.processed.begin(id)) return;
    try {
      await next();
    } finally {
      this.processed.end(id);
    }
  }
}

/** An event's id; null for the inner pass of an interaction, whose event is counted already. */
function idOf(subject: Subject): string | null {
  const first: unknown = Array.isArray(subject) ? subject[0] : null;
  return first instanceof Message || first instanceof BaseInteraction ? first.id : null;
}
