import type { Noted } from '../../moderation/log/moderation-log.js';
import type { RefusedAct } from './rule.js';

/**
 * What the moderation log says of a refused prompt. @param askerId what Discord calls what asked.
 */
export function notedRefusal(askerId: string, verdict: string, act: RefusedAct): Noted {
  const { person, place, card, words } = act;
  return {
    key: `listed-word ${askerId}`,
    action: 'listed-word',
    personId: person.id,
    guildId: place.guildId,
    channelId: place.channelId,
    messageId: card?.messageId ?? null,
    interactionId: card?.id ?? null,
    askedBy: card?.userId ?? null,
    verdict,
    prompt: words,
  };
}
