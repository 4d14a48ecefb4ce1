import { estimateOf } from '../../interactions/estimate.js';
import type { Generation } from '../../interactions/generation.js';
import type { InteractionState } from '../../interactions/interaction-state.js';
import { offeredModel, type OfferedModels } from '../../interactions/offered-models.js';
import type { Spending } from '../../persistence/ledger.js';

/** For whom a generation spends, and what one of its pictures is expected to cost. */
export function spendingOf(
  { id: interactionId, guildId }: Pick<InteractionState, 'id' | 'guildId'>,
  { id: generationId, requestedBy: personId, settings }: Generation,
  models: OfferedModels,
): Spending {
  return {
    generationId,
    interactionId,
    personId,
    guildId,
    model: offeredModel(models, settings.model).name,
    estimate: estimateOf({ ...settings, count: 1 }, models),
  };
}
