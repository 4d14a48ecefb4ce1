import type { OutputItem } from '../interactions/interaction-state.js';
import { styleByKey } from '../interactions/styles.js';
import { VARIATION } from '../interactions/wordings.js';
import { OUTPUT_NAMES } from './words/cards.js';

/** What an output is called on the card. */
export interface OutputName {
  readonly emoji: string | null;
  readonly name: string;
}

/**
 * The name of an output that is more than its prompt: the original, a style, a
 * variation; else null.
 */
export function outputName({ origin, styleKey, promptUsed }: OutputItem): OutputName | null {
  if (origin === 'input') return OUTPUT_NAMES.original;
  const style = styleKey === null ? undefined : styleByKey(styleKey);
  if (style) return { emoji: style.emoji, name: style.name };
  if (origin === 'styled' || styleKey !== null) return OUTPUT_NAMES.styled;
  return promptUsed === VARIATION ? OUTPUT_NAMES.variation : null;
}
