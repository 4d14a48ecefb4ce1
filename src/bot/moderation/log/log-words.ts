import type { ModerationEntry } from '../../../interactions/moderation-entry.js';

/** What moderators read. */

export const ACTIONS: Readonly<Record<ModerationEntry['action'], string>> = {
  'listed-word': '🚫 asked for something with a listed word',
  'model-refused': '🛡️ asked for something that the model refused',
  reported: '🚩 **reported a card**',
  removed: '🗑️ removed a card',
};

export const PROMPT = 'prompt';
export const CARD_LINK = 'card';

export function askedBy(personId: string): string {
  return `asked for by <@${personId}>`;
}
