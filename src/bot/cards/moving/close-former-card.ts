import type { Client } from 'discord.js';

import type { InteractionState } from '../../../interactions/interaction-state.js';
import { AppError } from '../../../platform/app-error.js';
import type { Logger } from '../../../platform/logger.js';
import { whereCardIs } from '../../../views/card-place.js';
import { editCardAsBot } from '../answering/channel-cards.js';

/**
 * Lets the message that was the card before say where it went, and takes its buttons away; what it shows
 * stays. Where that fails, the message tells it to whoever presses a button, and this is tried again.
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
  if (former === undefined) return;
  const payload = { content: whereCardIs(state), components: [], allowedMentions: { parse: [] } };
  try {
    await editCardAsBot(client, former, payload);
  } catch (err) {
    if (!(err instanceof AppError)) throw err;
    logger.info({ interactionId: state.id, err }, 'A former card could not be closed');
  }
}
