import { Client } from 'discordx';
import { injectable } from 'tsyringe';

import { AppError } from '../../../platform/app-error.js';
import type { InteractionState } from '../../../interactions/interaction-state.js';
import { isTokenDead, toDiscordError } from '../../discord-errors.js';
import { isOldMessage } from '../../gateway/old-edits.js';
import { isTooMuchForLine, type CardPayload } from '../answering/card-payloads.js';
import { editCardAsBot, readCardAsBot, type CardPlace } from '../answering/channel-cards.js';
import { shownPictureName } from '../answering/shown-picture.js';
import { ClickTokens, type ClickWebhook } from './click-tokens.js';
import { NO_CARD, ON_ITS_WAY } from './sentences.js';

/** Edits cards by the token of their last click while it lives, else by their channel. */
@injectable()
export class CardEdits {
  constructor(
    private readonly client: Client,
    private readonly tokens: ClickTokens,
  ) {}

  /**
   * The name of the limit that an edit of the card counts against: that of the click, that of the
   * channel, or that of the channel's old messages.
   */
  laneOf(state: InteractionState): string {
    const { id, channelId, messageId } = state;
    if (this.tokens.of(state)) return `click ${id}`;
    const isOld = messageId !== null && isOldMessage(messageId);
    return isOld ? `${channelId} old` : String(channelId);
  }

  /** Whether the card can be changed now, without another click on it. */
  isWithinReach(state: InteractionState): boolean {
    return state.reach === 'channel' || this.tokens.of(state) !== undefined;
  }

  /** @throws AppError `discord.*` */
  async edit(state: InteractionState, payload: CardPayload): Promise<void> {
    const place = placeOf(state);
    const webhook = this.tokens.of(state);
    if (webhook && (await this.isEditedBy(webhook, state, payload))) return;
    // Its next click shows what was stored.
    if (state.reach === 'token') return;
    await editCardAsBot(this.client, place, payload);
  }

  /**
   * The name of the file that the card shows, null where it shows none. It may be a placeholder or
   * a smaller copy of the picture that the state names.
   *
   * @throws AppError `discord.*`
   */
  async shownPicture(state: InteractionState): Promise<string | null> {
    const webhook = this.tokens.of(state);
    try {
      const card = webhook
        ? await webhook.fetchMessage('@original')
        : await readCardAsBot(this.client, placeOf(state));
      return shownPictureName(card) ?? null;
    } catch (error) {
      throw toDiscordError(error);
    }
  }

  /**
   * Whether the token still works. Where it does not, the channel's route tells what is the matter;
   * a card that has no such route keeps its token while that lives.
   */
  private async isEditedBy(
    webhook: ClickWebhook,
    { id, reach }: InteractionState,
    payload: CardPayload,
  ): Promise<boolean> {
    try {
      await webhook.editMessage('@original', payload);
      return true;
    } catch (cause) {
      const error = toDiscordError(cause);
      const isFinal = error.code === 'discord.rejected' || isTooMuchForLine(payload, error);
      if (!isTokenDead(cause) && (isFinal || reach === 'token')) throw error;
      this.tokens.forget(id);
      return false;
    }
  }
}

function placeOf({ channelId, messageId, move }: InteractionState): CardPlace {
  if (channelId !== null && messageId !== null) return { channelId, messageId };
  if (move !== null) throw onItsWay();
  throw new AppError({
    code: 'discord.undeliverable',
    retryable: false,
    userMessage: NO_CARD,
  });
}

/** Somebody is bringing the card to another place, and it will be there soon. */
function onItsWay(): AppError {
  return new AppError({
    code: 'discord.unavailable',
    retryable: true,
    userMessage: ON_ITS_WAY,
  });
}
