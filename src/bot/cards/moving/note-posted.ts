import type { Message } from 'discord.js';

import type { InteractionState } from '../../../interactions/interaction-state.js';
import { posted } from '../../../interactions/moving.js';
import type { PersistenceService } from '../../../persistence/persistence-service.js';
import type { Logger } from '../../../platform/logger.js';
import { closeFormerCard } from './close-former-card.js';

/** The message that was posted as a card. */
export type PostedCard = Pick<Message, 'id' | 'channelId' | 'client'>;

/** What a posted card is noted with. */
interface NoteTools {
  readonly persistence: PersistenceService;
  readonly logger: Logger;
}

/**
 * Stores which message a card is. Whoever saw the message first may have brought the card elsewhere
 * by then: this one is a former card, and closed.
 *
 * @throws AppError `storage.*`
 */
export async function notePosted(
  { id, reach }: InteractionState,
  card: PostedCard,
  { persistence, logger }: NoteTools,
): Promise<void> {
  const { id: messageId, channelId } = card;
  const stored = await persistence.change(id, (now) =>
    posted(now, { channelId, messageId, reach }),
  );
  if (stored !== null && stored.messageId !== messageId)
    await closeFormerCard(card.client, stored, logger, messageId);
}
