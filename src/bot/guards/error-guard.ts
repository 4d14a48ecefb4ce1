import { BaseInteraction, Message, type Interaction } from 'discord.js';
import type { GuardFunction, Next } from 'discordx';
import { inject, injectable } from 'tsyringe';

import { CLOCK, type Clock } from '../../platform/clock.js';
import { InFlight } from '../../platform/in-flight.js';
import { LOGGER, type Logger } from '../../platform/logger.js';
import { KEEPING, type Keeping } from '../../config/keeping.js';
import { isAnsweredElsewhere } from '../gateway/shards/answered-elsewhere.js';
import { tellPerson, type Asker } from '../cards/answering/tell-person.js';
import { actionOf } from './action-of.js';
import { errorSentence } from './error-sentence.js';
import type { CardGuardData } from './restored-card.js';

/** An interaction, or the arguments of an event. */
export type Subject = Interaction | unknown[];

/**
 * The outermost global guard: logs each error with the interaction id and tells the person. It also
 * tracks running work for a graceful stop.
 */
@injectable()
export class ErrorGuard {
  constructor(
    private readonly inFlight: InFlight,
    @inject(KEEPING) private readonly keeping: Keeping,
    @inject(CLOCK) private readonly clock: Clock,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  readonly guard: GuardFunction<Subject, CardGuardData> = (subject, _client, next, data) =>
    this.inFlight.track(this.handle(subject, next, data));

  private async handle(subject: Subject, next: Next, data: CardGuardData): Promise<void> {
    const startedMs = this.clock.now();
    const asker = askerIn(subject);
    try {
      await next();
    } catch (err) {
      if (isAnsweredElsewhere(err)) {
        this.logger.info(about(asker, data), 'Another process answered');
        return;
      }
      this.logger.error({ ...about(asker, data), err }, 'Answering failed');
      await this.tell(asker, errorSentence(err, this.keeping), data);
    } finally {
      await data.answer?.settle();
    }
    // Most events do not concern the bot; one that led to a card does.
    if (Array.isArray(subject) && !data.view) return;
    this.logger.info(
      { ...about(asker, data), durationMs: this.clock.now() - startedMs },
      'Answered',
    );
  }

  private async tell(
    asker: Asker | null,
    userMessage: string,
    { answer, tell }: CardGuardData,
  ): Promise<void> {
    try {
      if (tell) await tell(userMessage);
      else if (asker) await tellPerson(asker, userMessage, answer);
    } catch (err) {
      this.logger.warn({ err }, 'Could not tell the person what went wrong');
    }
  }
}

function askerIn(subject: Subject): Asker | null {
  const first: unknown = Array.isArray(subject) ? subject[0] : subject;
  if (first instanceof Message) return first;
  return isInteraction(first) ? first : null;
}

/** All interaction classes have this base; discord.js defines the union of them. */
function isInteraction(value: unknown): value is Interaction {
  return value instanceof BaseInteraction;
}

function about(asker: Asker | null, { view }: CardGuardData): object {
  return {
    interactionId: view?.state.id,
    userId: asker instanceof Message ? asker.author.id : asker?.user.id,
    action: asker && actionOf(asker),
  };
}
