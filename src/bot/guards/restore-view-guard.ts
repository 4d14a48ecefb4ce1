import type { GuardFunction, Next } from 'discordx';
import { inject, injectable } from 'tsyringe';

import { AppError } from '../../platform/app-error.js';
import { bringsBack } from '../../interactions/deletion.js';
import { LOGGER, type Logger } from '../../platform/logger.js';
import { isCarriedOut, isFollowed, withClick } from '../../interactions/carried-out-clicks.js';
import type { InteractionState } from '../../interactions/interaction-state.js';
import { wasCard } from '../../interactions/moving.js';
import { KeyedMutex } from '../../platform/keyed-mutex.js';
import { isConflict, PersistenceService } from '../../persistence/persistence-service.js';
import { whereCardIs } from '../../views/card-place.js';
import { deletesCard } from '../../views/custom-ids.js';
import { restoreView } from '../../views/restore-view.js';
import { CardAnswer } from '../cards/answering/card-answer.js';
import { isCardInteraction, type CardInteraction } from '../cards/answering/card-interaction.js';
import { CardPayloads } from '../cards/answering/card-payloads.js';
import { closedCard } from '../cards/answering/closed-card.js';
import { closeFormerCard } from '../cards/moving/close-former-card.js';
import { arrive, finishMove } from '../cards/moving/finish-move.js';
import { ClickTokens } from '../cards/delivery/click-tokens.js';
import { seenCard } from '../cards/answering/seen-card.js';
import { cardTarget, foreignCard, type CardTarget } from './card-target.js';
import type { Subject } from './error-guard.js';
import type { CardGuardData } from './restored-card.js';
import { DELETED } from './sentences.js';

/** How often a click is handled again because another process changed the card meanwhile. */
const MAX_ATTEMPTS = 5;

/**
 * The global guard of components and modals: finds the interaction id, restores the view into the
 * guard data, and then runs the handler. A mutex lets clicks on one card run one after the other.
 */
@injectable()
export class RestoreViewGuard {
  constructor(
    private readonly persistence: PersistenceService,
    private readonly mutex: KeyedMutex,
    private readonly payloads: CardPayloads,
    private readonly tokens: ClickTokens,
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
    // The click's message changes with its card, so it is read before anything else happens.
    data.seen = seenCard(interaction.message);
    data.answer = new CardAnswer(interaction, data.seen, this.payloads, this.logger);
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
        const found = await this.persistence.load(target.interactionId);
        if (isFormerCard(found, interaction)) {
          await this.tellWhere(found, interaction, data.answer);
          return;
        }
        const state = await this.arrived(found, interaction);
        data.view = restoreView(stateForClick(state, interaction, target));
        data.answer?.startFrom(data.view);
        const isOutdated = target.view !== null && target.view !== data.view.kind;
        // The card was changed after this click, and no longer offers the clicked action.
        const isStale = isOutdated || isCarriedOut(state, interaction.id);
        if (data.isRepeated === true && !isStale) data.answer?.startLate();
        // A later click shows the card, perhaps with more to say.
        if (isFollowed(state, interaction.id)) await data.answer?.acknowledge();
        else await (isStale ? data.answer?.show(data.view) : next());
        this.tokens.note(target.interactionId, interaction);
        return;
      } catch (error) {
        if (!isConflict(error) || attempt === MAX_ATTEMPTS) throw error;
      }
    }
  }

  /**
   * A card was posted where somebody brought it, and the process died before the row could say so.
   */
  private async arrived(
    state: InteractionState,
    interaction: CardInteraction,
  ): Promise<InteractionState> {
    if (state.move === null || interaction.message === null) return state;
    const { persistence, logger } = this;
    return arrive(interaction.client, state, interaction.message.id, { persistence, logger });
  }

  /** Says where the card is now, and takes the buttons of its former message away. */
  private async tellWhere(
    state: InteractionState,
    { client, message }: CardInteraction,
    answer: CardAnswer | undefined,
  ): Promise<void> {
    const { persistence, payloads, logger } = this;
    const there = await finishMove(client, state, { persistence, payloads, logger });
    if (isReachedByTokens(there, message.id)) return answer?.close(closedCard(there));
    await answer?.tell(whereCardIs(there));
    await closeFormerCard(client, there, logger, message.id);
  }
}

function isReachedByTokens({ formerCards }: InteractionState, messageId: string): boolean {
  return formerCards.some((card) => card.messageId === messageId && card.reach === 'token');
}

/**
 * Whether the click came from a message that was the card before it was brought to another place.
 */
function isFormerCard(state: InteractionState, { message }: CardInteraction): boolean {
  return message !== null && state.deletedAt === null && wasCard(state, message.id);
}

/**
 * The state with the id of this click, which is stored together with the click's changes. Fails
 * if the click came from another card, or from one that was deleted and that it neither brings
 * back nor deletes once more. If the card or its channel is not stored yet, this card becomes
 * the stored one.
 */
function stateForClick(
  state: InteractionState,
  click: CardInteraction,
  { name }: CardTarget,
): InteractionState {
  const { id, message } = click;
  const messageId = message?.id ?? null;
  if (state.messageId !== null && state.messageId !== messageId) throw foreignCard();
  const isDeleted = state.deletedAt !== null && !bringsBack(state, actionOf(click));
  if (isDeleted && !deletesCard(name)) throw deletedCard();
  const own = { ...withClick(state, id), deletedAt: null };
  if (message === null || (state.messageId !== null && state.channelId !== null)) return own;
  return { ...own, messageId, channelId: message.channelId, guildId: click.guildId };
}

function actionOf({ user, createdTimestamp }: CardInteraction) {
  return { userId: user.id, atMs: createdTimestamp };
}

function deletedCard(): AppError {
  return new AppError({
    code: 'state.deleted',
    retryable: false,
    userMessage: DELETED,
  });
}
