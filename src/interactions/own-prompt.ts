import type { InteractionState, OutputItem } from './interaction-state.js';
import { promptIn } from './prompt.js';
import { OWN_WORDINGS } from './wordings.js';

/**
 * What a person asked for in their own words, as far as it made this output; empty where they used
 * none. The wordings that the bot adds are never part of it.
 */
export function ownPromptOf(
  { origin, making, promptUsed, styleKey }: OutputItem,
  { originalPrompt }: Pick<InteractionState, 'originalPrompt'>,
): string {
  const known = making?.ownPrompt ?? null;
  if (known !== null) return promptIn(known);
  // Older versions stored the wording alone, and that of a style hides the person's words.
  if (origin !== 'generated' || styleKey !== null) return promptIn(originalPrompt);
  return OWN_WORDINGS.has(promptUsed) ? '' : promptIn(promptUsed);
}
