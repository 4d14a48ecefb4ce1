import type { InteractionState } from '../interactions/interaction-state.js';
import type { StyleBase } from '../interactions/style-base.js';
import { outputName } from './output-name.js';
import { ANY_OUTPUT, applyStyleTo, STYLE_BASES, thisOutput } from './words/cards.js';

/** The text of the styles' select, which says what a style would apply to. */
export function stylePlaceholder(
  { outputs, currentIndex }: InteractionState,
  { index }: StyleBase,
): string {
  return applyStyleTo(baseName());

  function baseName(): string {
    const item = index === null ? undefined : outputs[index];
    if (item === undefined || index === null) return STYLE_BASES.prompt;
    if (item.origin === 'input') return STYLE_BASES.original;
    const name = outputName(item)?.name.toLowerCase() ?? ANY_OUTPUT;
    return index === currentIndex ? thisOutput(name) : `${name} ${index + 1}`;
  }
}
