import { BaseInteraction, Message } from 'discord.js';
import type { GuardFunction, Next } from 'discordx';
import { injectable } from 'tsyringe';

import type { Subject } from './error-guard.js';
import { isForBot } from '../intake/mention/mention-names.js';
import { ProcessedEvents } from '../gateway/session/processed-events.js';

/**
 * The second global guard: handles each message or interaction once, no matter how
 * often it arrives.
 */
@injectable()
export class DeduplicationGuard {
  constructor(private readonly processed: ProcessedEvents) {}

  readonly guard: GuardFunction<Subject> = (subject, _client, next) => {
    const id = idOf(subject);
    return id === null ? next() : this.once(id, next);
  };

  private async once(id: string, next: Next): Promise<void> {
    if (!this.processed.markStarted(id)) return;
    try {
      await next();
    } finally {
      this.processed.markDone(id);
    }
  }
}

/**
 * An event's id; null for the inner call for an interaction, whose event was already checked, and
 * for a message that is not for the bot: an edit may make it one.
 */
function idOf(subject: Subject): string | null {
  const first: unknown = Array.isArray(subject) ? subject[0] : null;
  if (first instanceof Message) return isForBot(first) ? first.id : null;
  return first instanceof BaseInteraction ? first.id : null;
}
