import { AutocompleteInteraction, BaseInteraction, Message } from 'discord.js';
import type { GuardFunction } from 'discordx';
import { inject, injectable } from 'tsyringe';

import { TRACING, type Tracing } from '../../platform/tracing.js';
import { isForBot } from '../intake/mention/mention-names.js';
import { actionOf } from './action-of.js';
import type { Subject } from './error-guard.js';
import type { CardGuardData } from './restored-card.js';

/**
 * A global guard inside the error guard: with each message for the bot and each interaction a trace
 * begins, which everything that it leads to is a part of.
 */
@injectable()
export class TraceGuard {
  constructor(@inject(TRACING) private readonly tracing: Tracing) {}

  readonly guard: GuardFunction<Subject, CardGuardData> = (subject, _client, next, data) => {
    const name = nameOf(subject);
    if (name === null) return next();
    return this.tracing.from(null, { name, kind: 'server' }, async (describe) => {
      try {
        await next();
      } finally {
        describe({ 'nanobanana.interaction.id': data.view?.state.id ?? null });
      }
    });
  };
}

/**
 * Null for what does not concern the bot, for each letter of an option that is being typed, and for
 * the event of an interaction, which comes once more itself.
 */
function nameOf(subject: Subject): string | null {
  if (subject instanceof AutocompleteInteraction) return null;
  if (subject instanceof BaseInteraction) return actionOf(subject);
  const first: unknown = Array.isArray(subject) ? subject[0] : null;
  return first instanceof Message && isForBot(first) ? actionOf(first) : null;
}
