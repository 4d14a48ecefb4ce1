import { AppError } from '../../app-error.js';
import { parseCustomId, type ParsedCustomId } from '../../views/custom-ids.js';
import { interactionIdInEmbeds } from '../../views/interaction-id.js';
import type { CardInteraction } from '../answering/card-interaction.js';

/** Which interaction a click is about, and which component of its card was used. */
export interface CardTarget extends ParsedCustomId {
  readonly interactionId: string;
}

/**
 * Finds the interaction id of a click: in the custom id, else in the embed's footer, else in an
 * embed's field.
 *
 * @throws AppError `state.no_id` when there is none, `state.foreign` when custom id and card name
 * two different interactions.
 */
export function cardTarget({ customId, message }: CardInteraction): CardTarget {
  const parsed = parseCustomId(customId);
  const inEmbeds = interactionIdInEmbeds(message?.embeds ?? []);
  const interactionId = parsed?.interactionId ?? inEmbeds;
  if (parsed === null || interactionId === null) {
    throw new AppError({
      code: 'state.no_id',
      retryable: false,
      sentence: 'It does not say which request it belongs to.',
    });
  }
  if (inEmbeds !== null && inEmbeds !== interactionId) throw foreignCard();
  return { ...parsed, interactionId };
}

/** The error for a component that names an interaction other than its card's. */
export function foreignCard(): AppError {
  return new AppError({
    code: 'state.foreign',
    retryable: false,
    sentence: 'Its buttons name a request that belongs to another card.',
  });
}
