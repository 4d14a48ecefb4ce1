import type { GenerationSource } from './generation-source.js';
import type { InteractionState, OutputItem } from './interaction-state.js';
import { ownPromptOf } from './own-prompt.js';
import { AUTOMATIC_SETTINGS, type Settings } from './settings.js';
import { sourceOf } from './style-base.js';
import type { GenerationRequest } from './transitions.js';
import { VARIATION } from './wordings.js';

/** Whether a model made the shown output, so that it can be made again. */
export function canMakeAgain({ outputs, currentIndex }: InteractionState): boolean {
  const shown = outputs[currentIndex];
  return shown !== undefined && shown.origin !== 'input';
}

/**
 * Exactly what made the shown output, with the settings and the model of then; null for an input.
 */
export function again(
  state: InteractionState,
): { readonly wanted: GenerationRequest; readonly settings: Settings } | null {
  const shown = state.outputs[state.currentIndex];
  if (shown === undefined || !canMakeAgain(state)) return null;
  const { promptUsed, styleKey, making } = shown;
  const source = making?.source ?? likelySource(state, shown);
  const ownPrompt = ownPromptOf(shown, state);
  const settings = making?.settings ?? AUTOMATIC_SETTINGS;
  return {
    wanted: { prompt: promptUsed || ownPrompt, ownPrompt, styleKey, source },
    settings: { ...settings, model: settings.model ?? shown.model },
  };
}

/** A variation of the shown output. */
export function variation(state: InteractionState): GenerationRequest {
  const shown = state.outputs[state.currentIndex];
  return {
    prompt: VARIATION,
    ownPrompt: shown ? ownPromptOf(shown, state) : '',
    styleKey: null,
    source: sourceOf(state, state.currentIndex),
  };
}

/**
 * What an output of an older version was made from, which did not store it: a preview used the
 * request's pictures, and a result the output that it showed, which mostly was the newest.
 */
function likelySource(state: InteractionState, item: OutputItem): GenerationSource {
  const before = state.outputs.indexOf(item) - 1;
  if (before >= 0) return sourceOf(state, before);
  return { kind: state.inputs.length > 0 ? 'inputs' : 'none' };
}
