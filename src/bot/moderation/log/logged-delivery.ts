import type { CardDelivery } from '../../../generation/card-delivery.js';
import type { InteractionState } from '../../../interactions/interaction-state.js';
import { withMethods } from '../../../monitoring/with-methods.js';
import type { ModerationLog, Noted } from './moderation-log.js';

/** What the model refuses because of what was asked for. */
const REFUSALS: ReadonlySet<string> = new Set(['model.blocked_prompt', 'model.blocked_output']);

/**
 * The delivery of outcomes, which also notes for moderators what the model has refused, and why.
 */
export function loggedDelivery(delivery: CardDelivery, log: ModerationLog): CardDelivery {
  return withMethods(delivery, {
    deliver: async (state, options) => {
      const refused = refusedIn(state);
      if (refused !== null) await log.noteIfPossible(refused);
      await delivery.deliver(state, options);
    },
  });
}

function refusedIn(state: InteractionState): Noted | null {
  const { generation, id, guildId, channelId, messageId, userId } = state;
  if (generation === null) return null;
  const failures = [generation.failure, ...generation.lost];
  const refusal = failures.find((failure) => failure !== null && REFUSALS.has(failure.code));
  if (refusal === null || refusal === undefined) return null;
  return {
    key: `model-refused ${generation.id}`,
    action: 'model-refused',
    personId: generation.requestedBy,
    guildId,
    channelId,
    messageId,
    interactionId: id,
    askedBy: userId,
    verdict: refusal.userMessage,
    prompt: generation.ownPrompt ?? generation.prompt,
  };
}
