import type { GuardFunction, Next } from 'discordx';
import { inject, injectable } from 'tsyringe';

import { LOGGER, type Logger } from '../../platform/logger.js';
import type { InteractionState } from '../../interactions/interaction-state.js';
import { KeyedMutex } from '../../platform/keyed-mutex.js';
import { isConflict, PersistenceService } from '../../persistence/persistence-service.js';
import { restoreView } from '../../views/restore-view.js';
import { CardAnswer } from '../cards/answering/card-answer.js';
import { isCardInteraction, type CardInteraction } from '../cards/answering/card-interaction.js';
import { CardPayloads } from '../cards/answering/card-payloads.js';
import { cardTarget, foreignCard, type CardTarget } from './card-target.js';
import type { Subject } from './error-guard.js';
import type { CardGuardData } from './restored-card.js';

/** How often a click is done over because another process changed the card in between. */
const MAX_ATTEMPTS = 5;

/**
 * The global guard of components and modals: finds the interaction id, restores the view into the
 * guard data, and only then lets the handler run. Clicks on one card take mutex.
 */
@injectable()
export class RestoreViewGuard {
  constructor(
    private readonly persistence: PersistenceService,
    private readonly mutex: KeyedMutex,
    private readonly payloads: CardPayloads,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Throws the `AppError` `state.*` that says why a card cannot be restored. */
  readonly guard: GuardFunction<Subject, CardGuardData> = (subject, _client, next, data) =>
    Array.isArray(subject) || !isCardInteraction(subject)
      ? next()
      : this.restore(subject, next, data);

  private async restore(
    interaction: CardInteraction,
    next: Next,
    data: CardGuardData,
  ): Promise<void> {
    data.answer = new CardAnswer(interaction, this.payloads, this.logger);
    const target = await cardTarget(interaction, this.persistence);
    await this.mutex.run(target.interactionId, () => this.handle(interaction, target, next, data));
  }

  private async handle(
    interaction: CardInteraction,
    target: CardTarget,
    next: Next,
    data: CardGuardData,
  ): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const state = await this.persistence.load(target.interactionId);
        data.view = restoreView(ownState(state, interaction));
        const isOutdated = target.view !== null && target.view !== data.view.kind;
        // The card was changed after this click was made: what it asked for is not on it any more.
        const isOver = isOutdated || wasCarriedOut(state, interaction);
        await (isOver ? data.answer?.show(data.view) : next());
        return;
      } catch (error) {
        if (!isConflict(error) || attempt === MAX_ATTEMPTS) throw error;
      }
    }
  }
}

/**
 * The state, if it is the one of the card that was used, as the click finds it: whatever the click
 * changes is stored together with its id. A card not yet known, or whose place is not, becomes its
 * card.
 */
function ownState(state: InteractionState, click: CardInteraction): InteractionState {
  const { id, message } = click;
  const messageId = message?.id ?? null;
  if (state.messageId !== null && state.messageId !== messageId) throw foreignCard();
  const own = { ...state, lastClickId: id };
  if (message === null || (state.messageId !== null && state.channelId !== null)) return own;
  return { ...own, messageId, channelId: message.channelId, guildId: click.guildId };
}

/**
 * Whether a click comes for the second time, after a restart: it, or a later one, has changed the
 * card before. Discord's ids grow with time.
 */
function wasCarriedOut({ lastClickId }: InteractionState, { id }: CardInteraction): boolean {
  return lastClickId !== null && BigInt(id) <= BigInt(lastClickId);
}
