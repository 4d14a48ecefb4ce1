import { BaseInteraction } from 'discord.js';
import type { GuardFunction } from 'discordx';
import { injectable } from 'tsyringe';

import { Beginnings } from '../../persistence/beginnings.js';
import { ProcessedEvents } from '../gateway/session/processed-events.js';
import type { Subject } from './error-guard.js';
import { givenUp } from './given-up.js';
import type { CardGuardData } from './restored-card.js';

/**
 * Counts clicks and commands that Discord repeats after a restart, so that one that ends the
 * process is not carried out in every life. A click that comes for the first time is not counted,
 * because counting it would take as long as the click itself.
 */
@injectable()
export class RepetitionGuard {
  constructor(
    private readonly processed: ProcessedEvents,
    private readonly beginnings: Beginnings,
  ) {}

  readonly guard: GuardFunction<Subject, CardGuardData> = async (subject, _client, next, data) => {
    if (!(subject instanceof BaseInteraction) || !this.processed.isRepeated(subject.id)) {
      await next();
      return;
    }
    data.isRepeated = true;
    await this.beginnings.run({
      id: subject.id,
      kind: 'click',
      work: async () => void (await next()),
      giveUp: () => Promise.reject(givenUp()),
    });
  };
}
