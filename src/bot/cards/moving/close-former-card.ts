import type { Client } from 'discord.js';

import type { InteractionState } from '../../../interactions/interaction-state.js';
import { AppError } from '../../../platform/app-error.js';
import type { Logger } from '../../../platform/logger.js';
import { editCardAsBot } from '../answering/channel-cards.js';
import { closedCard } from '../answering/closed-card.js';

/**
 * Lets the message that was the card before say where it went, and takes its buttons away; what it
 * shows stays. Where that fails, or only a click on it could do that, the message tells it to
 * whoever presses a button.
 *
 * @param messageId by default the message that was the card last.
 */
export async function closeFormerCard(
  client: Client,
  state: InteractionState,
  logger: Logger,
  messageId = state.formerCards[0]?.messageId,
): Promise<void> {
  const former = state.formerCards.find((card) => card.messageId === messageId);
  if (former === undefined || former.reach === 'token') return;
  try {
    await editCardAsBot(client, former, closedCard(state));
  } catch (err) {
    if (!(err instanceof AppError)) throw err;
    logger.info({ interactionId: state.id, err }, 'A former card could not be closed');
  }
}
