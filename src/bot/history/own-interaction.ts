import type { BaseInteraction } from 'discord.js';

import type { InteractionState } from '../../interactions/interaction-state.js';
import type { PersistenceService } from '../../persistence/persistence-service.js';
import { AppError } from '../../platform/app-error.js';

/**
 * An interaction that the person themselves asked for. Of all others nothing is told, not even whether
 * they exist.
 *
 * @throws AppError `usage.not_found`, `storage.*`
 */
export async function ownInteraction(
  persistence: PersistenceService,
  { user }: BaseInteraction,
  id: string,
): Promise<InteractionState> {
  const state = await persistence.find(id);
  if (state !== null && state.userId === user.id && state.deletedAt === null) return state;
  throw new AppError({
    code: 'usage.not_found',
    retryable: false,
    userMessage: 'It is not in your history any more: it was deleted, or its time is over.',
  });
}
