import { AppError } from '../../platform/app-error.js';
import { parseCustomId, type ParsedCustomId } from '../../views/custom-ids.js';
import { interactionIdInEmbeds } from '../../interactions/interaction-id.js';
import type { PersistenceService } from '../../persistence/persistence-service.js';
import type { CardInteraction } from '../cards/answering/card-interaction.js';
import { formerCard } from '../cards/answering/former-card.js';
import { FOREIGN, WITHOUT_ID } from './sentences.js';

/** The interaction of a click, and the component that was used. */
export interface CardTarget extends ParsedCustomId {
  readonly interactionId: string;
}

/**
 * Finds the interaction id of a click: in the custom id, else in the embed's footer, else in an
 * embed field. For a card of the Python bot without an id, finds it by the message and its file
 * names.
 *
 * @throws AppError `state.no_id` when there is none, `state.foreign` when custom id and card name
 * two different interactions, `storage.*`.
 */
export async function cardTarget(
  { customId, message }: CardInteraction,
  persistence: PersistenceService,
): Promise<CardTarget> {
  const parsed = parseCustomId(customId);
  if (parsed === null) throw withoutId();
  const inEmbeds = interactionIdInEmbeds(message?.embeds ?? []);
  const interactionId =
    parsed.interactionId ??
    inEmbeds ??
    (message && (await persistence.findFormerCard(formerCard(message))));
  if (interactionId === null) throw withoutId();
  if (inEmbeds !== null && inEmbeds !== interactionId) throw foreignCard();
  return { ...parsed, interactionId };
}

function withoutId(): AppError {
  return new AppError({
    code: 'state.no_id',
    retryable: false,
    userMessage: WITHOUT_ID,
  });
}

/** The error for a component that names another interaction than its card. */
export function foreignCard(): AppError {
  return new AppError({
    code: 'state.foreign',
    retryable: false,
    userMessage: FOREIGN,
  });
}
