import type { InteractionState } from './interaction-state.js';
import { ownPromptOf } from './own-prompt.js';

/**
 * Whether a person's own words for an interaction contain a text, whatever the case and the spaces.
 */
export function isAbout(state: InteractionState, text: string): boolean {
  const wanted = folded(text);
  return promptsOf(state).some((prompt) => folded(prompt).includes(wanted));
}

/** Every prompt of an interaction: the first one, the next one, and those of its pictures. */
function promptsOf(state: InteractionState): string[] {
  const made = state.outputs.map((output) => ownPromptOf(output, state));
  return [state.originalPrompt, state.currentPrompt, ...made];
}

function folded(text: string): string {
  return text.toLowerCase().replaceAll(/\s+/g, ' ').trim();
}
