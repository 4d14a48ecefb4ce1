import type { Message } from 'discord.js';

import type { FormerCard } from '../../../persistence/interaction-repository.js';
import type { PersistenceService } from '../../../persistence/persistence-service.js';
import { namedInteraction } from './named-interaction.js';
import { shownPictureName } from './shown-picture.js';

/** What of a card of the Python bot tells which interaction it shows, where it names none. */
export function formerCard(message: Message): FormerCard {
  const shown = shownPictureName(message);
  const attached = message.attachments.map(({ name }) => name);
  const fileNames = [...new Set(shown === undefined ? attached : [shown, ...attached])];
  return { channelId: message.channelId, messageId: message.id, fileNames };
}

/**
 * The interaction that a message of the bot belongs to, also of a card of the Python bot that names
 * none; null where it is no card.
 *
 * @throws AppError `storage.*`
 */
export async function interactionOf(
  message: Message,
  persistence: PersistenceService,
): Promise<string | null> {
  return namedInteraction(message) ?? (await persistence.findFormerCard(formerCard(message)));
}
