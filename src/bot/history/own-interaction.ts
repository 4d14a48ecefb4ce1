import type { InteractionState } from '../../interactions/interaction-state.js';
import type { PersistenceService } from '../../persistence/persistence-service.js';
import { AppError } from '../../platform/app-error.js';
import { NOT_IN_HISTORY } from './sentences.js';

/**
 * An interaction that the person themselves asked for. Of all others nothing is told, not even
 * whether they exist.
 *
 * @throws AppError `usage.not_found`, `storage.*`
 */
export async function ownInteraction(
  persistence: PersistenceService,
  personId: string,
  id: string,
): Promise<InteractionState> {
  const state = await persistence.find(id);
  if (state !== null && state.userId === personId && state.deletedAt === null) return state;
  throw new AppError({
    code: 'usage.not_found',
    retryable: false,
    userMessage: NOT_IN_HISTORY,
  });
}
