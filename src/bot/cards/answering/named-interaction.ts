import type { Message } from 'discord.js';

import { interactionIdInEmbeds } from '../../../interactions/interaction-id.js';
import { parseCustomId } from '../../../views/custom-ids.js';

/**
 * The interaction that a message of the bot belongs to: by its embeds, else by its components,
 * which stay where somebody has hidden the embeds. Null when neither names one.
 */
export function namedInteraction({
  embeds,
  components,
}: Pick<Message, 'embeds' | 'components'>): string | null {
  const inEmbeds = interactionIdInEmbeds(embeds);
  if (inEmbeds !== null) return inEmbeds;
  const customIds = components.flatMap((row) =>
    'components' in row
      ? row.components.map((one) => ('customId' in one ? (one.customId ?? '') : ''))
      : [],
  );
  const parsed = customIds.map((customId) => parseCustomId(customId)?.interactionId);
  return parsed.find((id) => id !== undefined && id !== null) ?? null;
}
