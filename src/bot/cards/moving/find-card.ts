import { INTERACTION_ID_PATTERN } from '../../../interactions/interaction-id.js';
import type { InteractionState } from '../../../interactions/interaction-state.js';
import type { InteractionInventory } from '../../../persistence/interaction-inventory.js';
import type { PersistenceService } from '../../../persistence/persistence-service.js';
import { AppError } from '../../../platform/app-error.js';
import { SHORT_ID_LENGTH } from '../../../views/history-words.js';
import { maySee, type Asking } from '../../guards/may-see.js';
import { AMBIGUOUS, NOT_FOUND } from './sentences.js';

const SHORT_ID = new RegExp(`^[0-9a-f]{${SHORT_ID_LENGTH}}[0-9a-f-]{0,27}$`);
const WHOLE_ID = new RegExp(`^${INTERACTION_ID_PATTERN}$`);

/** With random ids, two that begin alike are rare among a million, and three hardly ever there. */
const MAX_ALIKE = 5;

/**
 * The card that somebody means by an id or by its first characters. Of what they may not see,
 * nobody is told that it exists.
 *
 * @throws AppError `usage.not_found`, `usage.ambiguous_id` where several that they may see begin
 * so, `discord.*`, `storage.*`
 */
export async function findCard(
  persistence: PersistenceService,
  inventory: InteractionInventory,
  asking: Asking,
  text: string,
): Promise<InteractionState> {
  const ids = await idsFor(inventory, text.trim().toLowerCase());
  const states = await Promise.all(ids.map((id) => persistence.find(id)));
  const seen: InteractionState[] = [];
  for (const state of states) {
    const isThere = state !== null && state.deletedAt === null;
    if (isThere && (await maySee(asking, state))) seen.push(state);
  }
  const [state] = seen;
  if (state === undefined) throw refused('usage.not_found', NOT_FOUND);
  if (seen.length > 1) throw refused('usage.ambiguous_id', AMBIGUOUS);
  return state;
}

async function idsFor(inventory: InteractionInventory, text: string): Promise<string[]> {
  if (WHOLE_ID.test(text)) return [text];
  if (!SHORT_ID.test(text)) return [];
  return inventory.idsBeginningWith(text, MAX_ALIKE);
}

function refused(code: 'usage.not_found' | 'usage.ambiguous_id', userMessage: string): AppError {
  return new AppError({ code, retryable: false, userMessage });
}
