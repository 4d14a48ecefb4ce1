import { toldOutputs } from '../interactions/batch.js';
import type { InteractionState, OutputItem } from '../interactions/interaction-state.js';
import { ownPromptOf } from '../interactions/own-prompt.js';
import { visibleText } from '../interactions/visible-text.js';
import type { SelectOption } from './card-selects.js';
import { clip } from './embed-limits.js';
import { outputName } from './output-name.js';
import { BUTTONS, NO_PROMPT } from './words/cards.js';

/** With fewer outputs, the arrows are as quick. */
const FIRST_USEFUL_COUNT = 3;
const NEWEST_MAX = 24;
const LABEL_MAX = 100;

/**
 * What the select "Go to…" offers: the original, then the newest 24 outputs by name. The value of a
 * choice is the index of its output.
 */
export function placesOf(state: InteractionState): SelectOption[] {
  const outputs = toldOutputs(state);
  if (outputs.length < FIRST_USEFUL_COUNT) return [];
  const all = outputs.map((item, index) => ({ item, index }));
  const original = all.filter(({ item, index }) => index === 0 && item.origin === 'input');
  const newest = all.slice(original.length).slice(-NEWEST_MAX).toReversed();
  return [...original, ...newest].map(({ item, index }) => option(item, index, state));
}

function option(item: OutputItem, index: number, state: InteractionState): SelectOption {
  const { emoji, name } = outputName(item) ?? {
    emoji: BUTTONS.process.emoji.name,
    name: promptName(item, state),
  };
  return {
    label: clip(`${index + 1} · ${name}`, LABEL_MAX),
    value: String(index),
    ...(emoji !== null && { emoji: { name: emoji } }),
  };
}

function promptName(item: OutputItem, state: InteractionState): string {
  const words = visibleText(ownPromptOf(item, state)).replaceAll(/\s+/g, ' ').trim();
  return words === '' ? NO_PROMPT : words;
}
