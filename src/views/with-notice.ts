import type { CardMessage } from './card-message.js';
import { withinLimits } from './embed-limits.js';

/**
 * The card with one more line of the bot's own. The state does not have it, so the next change of
 * the card takes it away.
 */
export function withNotice(card: CardMessage, notice: string): CardMessage {
  const description = [card.embed.description, notice].filter(Boolean).join('\n');
  return { ...card, embed: withinLimits({ ...card.embed, description }) };
}
