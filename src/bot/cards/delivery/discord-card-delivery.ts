import { LRUCache } from 'lru-cache';
import { inject, injectable } from 'tsyringe';

import { PersistenceService } from '../../../persistence/persistence-service.js';
import { AppError } from '../../../platform/app-error.js';
import { LOGGER, type Logger } from '../../../platform/logger.js';
import type { CardDelivery } from '../../../generation/card-delivery.js';
import type { GenerationProgress } from '../../../interactions/generation-progress.js';
import type { InteractionState } from '../../../interactions/interaction-state.js';
import type { CardMessage } from '../../../views/card-message.js';
import { restoreView } from '../../../views/restore-view.js';
import { isOldMessage } from '../../gateway/old-edits.js';
import { inAcceptedForm } from '../answering/accepted-form.js';
import { CardPayloads } from '../answering/card-payloads.js';
import { isGone } from '../../discord-errors.js';
import { CardEdits } from './card-edits.js';
import { PrivateDelivery } from './private-delivery.js';

/** More generations are not under way at once; another one's card is read again. */
const MAX_WAITING_CARDS = 1000;

/** Shows states on their cards in Discord, whatever became of the click that asked. */
@injectable()
export class DiscordCardDelivery implements CardDelivery {
  private readonly shownNames = new LRUCache<string, string>({ max: MAX_WAITING_CARDS });

  constructor(
    private readonly edits: CardEdits,
    private readonly payloads: CardPayloads,
    private readonly inPrivate: PrivateDelivery,
    private readonly persistence: PersistenceService,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  laneOf(state: InteractionState): string {
    return this.edits.laneOf(state);
  }

  /**
   * When the card cannot be reached, fails for minutes, or is refused in every form, sends the
   * outcome to the person in a direct message, if possible. When it was deleted, notes that, and
   * tells nobody. A card that only tokens reach shows at its next click what was stored; nothing
   * else is promised there.
   */
  async deliver(state: InteractionState, { anyWay = false } = {}): Promise<void> {
    if (state.deletedAt !== null || !this.edits.isWithinReach(state)) return;
    const edit = async (form: CardMessage) => {
      const payload = await this.payloads.build(form, await this.keptName(state, form));
      await this.payloads.inTurn(personOf(state), payload, () => this.edits.edit(state, payload));
    };
    try {
      await inAcceptedForm(restoreView(state).render(), edit, this.logger);
    } catch (error) {
      if (!isRefusedForGood(error) && !(anyWay && isDown(error))) throw error;
      if (state.reach === 'token') this.leave(state, error);
      else if (isGone(error)) await this.persistence.noteDeletion(state.id);
      else if (!(await this.inPrivate.deliver(state, error))) throw error;
    }
  }

  async showProgress(state: InteractionState, progress: GenerationProgress | null): Promise<void> {
    // Discord allows only a few edits of old messages, which are for outcomes.
    const isOld = state.messageId !== null && isOldMessage(state.messageId);
    if (isOld || !this.edits.isWithinReach(state)) return;
    const card = restoreView(state).withProgress(progress).render();
    const shownName = await this.shownName(state, card);
    await this.edits.edit(state, await this.payloads.keeping(card, shownName));
  }

  private leave({ id }: InteractionState, err: AppError): void {
    this.logger.info({ interactionId: id, err }, 'Outcome is left to the next click on its card');
  }

  /**
   * The name of the file that a card shows whose generation brought no picture, and which is
   * mostly the one that it goes on showing. Undefined for a new picture, and where the card
   * cannot be read.
   */
  private async keptName(
    state: InteractionState,
    { picture }: CardMessage,
  ): Promise<string | null | undefined> {
    const status = state.generation?.status;
    if (picture === null || (status !== 'failed' && status !== 'cancelled')) return undefined;
    try {
      return await this.edits.shownPicture(state);
    } catch (error) {
      this.logger.debug({ interactionId: state.id, err: error }, 'The card could not be read');
      return undefined;
    }
  }

  /**
   * The name of the file that a waiting card shows. Nothing else is sent to it meanwhile, so it is
   * read once for each generation.
   */
  private async shownName(
    state: InteractionState,
    { picture }: CardMessage,
  ): Promise<string | null> {
    if (picture === null) return null;
    const key = state.generation?.id ?? state.id;
    const known = this.shownNames.get(key);
    if (known !== undefined) return known;
    try {
      const name = (await this.edits.shownPicture(state)) ?? picture.name;
      this.shownNames.set(key, name);
      return name;
    } catch (error) {
      this.logger.debug({ interactionId: state.id, err: error }, 'The card could not be read');
      return picture.name;
    }
  }
}

/** Whom an outcome is for. */
function personOf({ generation, userId, id }: InteractionState): string {
  return generation?.requestedBy ?? userId ?? id;
}

function isDown(error: unknown): error is AppError {
  return error instanceof AppError && error.code === 'discord.unavailable';
}

function isRefusedForGood(error: unknown): error is AppError {
  return error instanceof AppError && error.code.startsWith('discord.') && !error.retryable;
}
