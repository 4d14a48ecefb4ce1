import type { Generation } from './generation.js';
import type { InteractionState, OutputItem } from './interaction-state.js';

/** How many pictures a generation asks for. */
export function countOf({ settings }: Pick<Generation, 'settings'>): number {
  return settings.count ?? 1;
}

/** How many pictures of a generation the model is still to be asked for. */
export function remainingOf(generation: Generation): number {
  return countOf(generation) - generation.made - generation.lost.length;
}

/** What the outputs of one generation have in common; null where it asks for one picture. */
export function batchIdOf(generation: Generation): string | null {
  return countOf(generation) > 1 ? generation.id : null;
}

/**
 * The indexes of all outputs that were made together with the one at `index`. A contact sheet shows
 * them where they are several.
 */
export function batchAround(outputs: readonly OutputItem[], index: number): readonly number[] {
  const batch = outputs[index]?.making?.batch ?? null;
  return batch === null ? [index] : batchOf(outputs, batch);
}

/** Whether a batch of several pictures begins with the output at `index`. */
export function beginsBatch(outputs: readonly OutputItem[], index: number): boolean {
  const batch = batchAround(outputs, index);
  return batch.length > 1 && batch[0] === index;
}

/** The outputs that a card tells of: those of a batch come when it has ended. */
export function toldOutputs({ outputs, generation }: InteractionState): readonly OutputItem[] {
  if (generation?.status !== 'requested' && generation?.status !== 'running') return outputs;
  const [first = outputs.length] = batchOf(outputs, generation.id);
  return outputs.slice(0, first);
}

/**
 * The state that shows what its generation has made: one picture, or the contact sheet of several.
 */
export function showingBatch(state: InteractionState): InteractionState {
  const batch = state.generation === null ? [] : batchOf(state.outputs, state.generation.id);
  return {
    ...state,
    view: 'style_view',
    currentIndex: batch[0] ?? state.outputs.length - 1,
    isChosen: false,
    showsSheet: batch.length > 1,
  };
}

function batchOf(outputs: readonly OutputItem[], batch: string): readonly number[] {
  return outputs.flatMap(({ making }, index) => (making?.batch === batch ? [index] : []));
}
