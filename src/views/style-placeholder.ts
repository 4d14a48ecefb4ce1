import type { InteractionState } from '../interactions/interaction-state.js';
import type { StyleBase } from '../interactions/style-base.js';
import { outputName } from './output-name.js';

/** The text of the styles' select, which says what a style would apply to. */
export function stylePlaceholder(
  { outputs, currentIndex }: InteractionState,
  { index }: StyleBase,
): string {
  return `Apply a style to ${baseName()}…`;

  function baseName(): string {
    const item = index === null ? undefined : outputs[index];
    if (item === undefined || index === null) return 'your prompt';
    if (item.origin === 'input') return 'the original';
    const name = outputName(item)?.name.toLowerCase() ?? 'picture';
    return index === currentIndex ? `this ${name}` : `${name} ${index + 1}`;
  }
}
