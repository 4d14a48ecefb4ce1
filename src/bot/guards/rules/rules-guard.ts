import { Message, type AutocompleteInteraction } from 'discord.js';
import type { GuardFunction, Next } from 'discordx';
import { LRUCache } from 'lru-cache';
import { inject, injectable } from 'tsyringe';

import { PersistenceService } from '../../../persistence/persistence-service.js';
import { StoredRights } from '../../../persistence/stored-rights.js';
import { LOGGER, type Logger } from '../../../platform/logger.js';
import { ownCardRow } from '../../../views/own-card.js';
import { tellPerson, type Asker } from '../../cards/answering/tell-person.js';
import { isForBot } from '../../intake/mention/mention-names.js';
import { throughOutage } from '../../intake/through-outage.js';
import type { Subject } from '../error-guard.js';
import type { CardGuardData } from '../restored-card.js';
import { actOfInteraction, actOfMessage } from './acts.js';
import { firstRefusal } from './first-refusal.js';
import { RefusalRecord, type Refused } from './refusal-record.js';
import { RULES, type Rule } from './rule.js';

/** Who goes on asking in a channel is told once in this time, so that refusals are no flood. */
const TOLD_AGAIN_AFTER_MS = 60_000;
const MAX_TOLD = 10_000;

/**
 * The last global guard: asks every rule about what somebody wants to do, however it comes: a
 * mention, a command, a click, a form, also one that is repeated or read back. A refusal changes
 * nothing, and is told to that person alone; to a message it is a reply.
 */
@injectable()
export class RulesGuard {
  /** Whom a rule has refused a message lately, and where. */
  private readonly told = new LRUCache<string, true>({ max: MAX_TOLD, ttl: TOLD_AGAIN_AFTER_MS });

  constructor(
    @inject(RULES) private readonly rules: readonly Rule[],
    private readonly stored: StoredRights,
    private readonly persistence: PersistenceService,
    private readonly record: RefusalRecord,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Throws `AppError` `storage.*` or `discord.*` where a rule cannot be asked: nothing
   * is done then.
   */
  readonly guard: GuardFunction<Subject, CardGuardData> = async (subject, _client, next, data) => {
    if (isForSuggestions(subject)) return this.suggest(subject, next);
    const asker = askerIn(subject);
    const refused = asker === null ? null : await this.refusal(asker, data);
    if (asker === null || refused === null) await next();
    else await this.tell(asker, refused, data);
  };

  /** With each letter, so only who is shut out is looked up: they are suggested nothing. */
  private async suggest(asked: AutocompleteInteraction, next: Next): Promise<void> {
    const { isDenied } = await this.stored.of(asked.user.id, null);
    await (isDenied ? asked.respond([]) : next());
  }

  private async refusal(asker: Asker, { view }: CardGuardData): Promise<Refused | null> {
    const card = view?.state ?? null;
    if (!(asker instanceof Message)) {
      const rights = await this.stored.of(asker.user.id, asker.guildId);
      return firstRefusal(this.rules, actOfInteraction(asker, { card, rights }));
    }
    let refused: Refused | null = null;
    await throughOutage(async () => {
      const rights = await this.stored.of(asker.author.id, asker.guildId);
      refused = await firstRefusal(this.rules, actOfMessage(asker, { card, rights }));
      // One that came again, and that a former process has taken in: `RulesAgain` is
      // asked about it.
      if (refused !== null && (await this.isTaken(asker))) refused = null;
    }, this.logger);
    return refused;
  }

  private async isTaken({ id }: Message): Promise<boolean> {
    return (await this.persistence.findByRequest(id)) !== null;
  }

  private async tell(asker: Asker, refused: Refused, { answer }: CardGuardData): Promise<void> {
    const { rule, refusal, act } = refused;
    await this.record.note(asker.id, refused);
    if (asker instanceof Message) {
      const what = `${rule} ${act.person.id} ${asker.channelId}`;
      if (this.told.has(what)) return;
      this.told.set(what, true);
    }
    const isOwnOffered = refusal.offersOwn === true && act.card !== null;
    const rows = isOwnOffered ? [ownCardRow(act.card)] : [];
    await tellPerson(asker, refusal.sentence, answer, rows);
  }
}

function isForSuggestions(subject: Subject): subject is AutocompleteInteraction {
  return !Array.isArray(subject) && subject.isAutocomplete();
}

/** Who asks for something; null: nobody does. */
function askerIn(subject: Subject): Asker | null {
  if (!Array.isArray(subject)) return subject;
  const first: unknown = subject[0];
  return first instanceof Message && isForBot(first) ? first : null;
}
