import type { PersistenceService } from '../../../persistence/persistence-service.js';
import { AppError } from '../../../platform/app-error.js';
import type { Logger } from '../../../platform/logger.js';
import { relatedLink, withLinks } from '../../../views/card-links.js';
import type { CardMessage } from '../../../views/card-message.js';

/**
 * The card with links to its related cards, where they are now. A link that cannot be had now is
 * left out; the next change of the card brings it.
 */
export async function linkedCard(
  card: CardMessage,
  persistence: PersistenceService,
  logger: Logger,
): Promise<CardMessage> {
  const { related } = card;
  if (related === undefined) return card;
  const linkTo = async (id: string) => {
    try {
      return relatedLink(await persistence.find(id), related);
    } catch (err) {
      if (!(err instanceof AppError)) throw err;
      logger.debug({ interactionId: id, err }, 'A card is not linked');
      return null;
    }
  };
  const from = related.cameFrom === null ? null : await linkTo(related.cameFrom);
  const followers = await Promise.all(related.followers.map(linkTo));
  return withLinks(
    card,
    from,
    followers.filter((link) => link !== null),
  );
}
