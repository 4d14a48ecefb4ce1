import type { MessageContextMenuCommandInteraction } from 'discord.js';

import type { InteractionState } from '../../interactions/interaction-state.js';
import { wasCard } from '../../interactions/moving.js';
import type { PersistenceService } from '../../persistence/persistence-service.js';
import { AppError } from '../../platform/app-error.js';
import { namedInteraction } from '../cards/answering/named-interaction.js';
import { NO_CARD } from './sentences.js';

/** A message of the bot that somebody has chosen. */
export interface TargetCard {
  readonly channelId: string;
  readonly messageId: string;
  /** What it shows; null where that is not kept any more. */
  readonly state: InteractionState | null;
}

/**
 * The card that a command of a message's menu is about. A card that names the request of another
 * one is not taken for that.
 *
 * @throws AppError `usage.no_card` for a message of somebody else, or another one of
 * the bot, `storage.*`.
 */
export async function targetCard(
  { targetMessage: message, client }: MessageContextMenuCommandInteraction,
  persistence: PersistenceService,
): Promise<TargetCard> {
  if (message.author.id !== client.user.id) throw noCard();
  const { id: messageId, channelId } = message;
  const interactionId = namedInteraction(message);
  if (interactionId === null) throw noCard();
  const found = await persistence.find(interactionId);
  // The row hears of its message some milliseconds after people see it.
  const isIts =
    found !== null &&
    (found.messageId === null || found.messageId === messageId || wasCard(found, messageId));
  return { channelId, messageId, state: isIts ? found : null };
}

function noCard(): AppError {
  return new AppError({ code: 'usage.no_card', retryable: false, userMessage: NO_CARD });
}
