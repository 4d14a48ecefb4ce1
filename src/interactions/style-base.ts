import type { GenerationSource } from './generation-source.js';
import type { InteractionState } from './interaction-state.js';
import { ownPromptOf } from './own-prompt.js';
import { promptIn } from './prompt.js';

/** What a style applies to. */
export interface StyleBase {
  readonly source: GenerationSource;
  /** The output with that picture; null where there is none. */
  readonly index: number | null;
  /** The words that become part of the wording; empty where the picture has them already. */
  readonly prompt: string;
  /** What the person asked for. */
  readonly ownPrompt: string;
}

/**
 * What a style on a result applies to: the output that a person went to on purpose, else the newest
 * one that no style made. So each style after the first makes a sibling of the first: where every
 * picture is styled, it applies to the pictures and words of the request.
 */
export function styleBase(state: InteractionState): StyleBase {
  const { outputs, currentIndex, isChosen, inputs } = state;
  const index = isChosen
    ? currentIndex
    : outputs.findLastIndex(({ origin, styleKey }) => origin !== 'styled' && styleKey === null);
  const prompt = promptIn(state.currentPrompt);
  const item = outputs[index];
  if (item === undefined || (item.origin === 'input' && !isChosen)) {
    const kind = inputs.length > 0 ? 'inputs' : 'none';
    if (kind === 'inputs' || prompt !== '' || outputs.length === 0)
      return { source: { kind }, index: item ? index : null, prompt, ownPrompt: prompt };
  }
  return onPicture(state, item ? index : currentIndex);
}

function onPicture(state: InteractionState, index: number): StyleBase {
  const item = state.outputs[index];
  const source = sourceOf(state, index);
  return { source, index, prompt: '', ownPrompt: item ? ownPromptOf(item, state) : '' };
}

/** The pictures that a generation from this output starts from. */
export function sourceOf({ outputs }: InteractionState, index: number): GenerationSource {
  const item = outputs[index];
  if (item === undefined) return { kind: 'none' };
  // A contact sheet is only for display; the model gets the pictures themselves.
  return item.origin === 'input' ? { kind: 'inputs' } : { kind: 'output', index };
}
