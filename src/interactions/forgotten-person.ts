import type { InteractionState, OutputItem } from './interaction-state.js';
import { VARIATION } from './wordings.js';

/** Stands for somebody who is not known any more. */
export const NOBODY = '0';

/** Somebody's part in an interaction of somebody else. */
export interface ForgottenPart {
  /** The state without it. */
  readonly state: InteractionState;
  /** The pictures, by their keys, that they asked for. */
  readonly imageKeys: readonly string[];
}

/**
 * The state of somebody else's interaction without a person: without their id, and without the
 * words that they are known to have written. Pictures that they had made stay, since they are part
 * of that card. Null where they have no part in it.
 */
export function withoutPerson(state: InteractionState, personId: string): ForgottenPart | null {
  if (!JSON.stringify(state).includes(`"${personId}"`)) return null;
  const { keptBy, generation, outputs } = state;
  const isTheirs = ({ making }: OutputItem) => making?.requestedBy === personId;
  const words = wordsOf(state, personId);
  const next: InteractionState = {
    ...state,
    keptBy: keptBy === personId ? null : keptBy,
    currentPrompt: words.has(state.currentPrompt) ? state.originalPrompt : state.currentPrompt,
    // Under way or over: it was asked for in their words.
    generation: generation?.requestedBy === personId ? null : generation,
    outputs: outputs.map((item) => (isTheirs(item) ? withoutWords(item) : item)),
  };
  return {
    state: replaced(next, personId),
    imageKeys: outputs.filter(isTheirs).map(({ image }) => image.key),
  };
}

/** What the person is known to have written on the card. */
function wordsOf({ generation, outputs }: InteractionState, personId: string): Set<string | null> {
  const asked = [generation, ...outputs.map(({ making }) => making)];
  return new Set(asked.flatMap((one) => (one?.requestedBy === personId ? [one.ownPrompt] : [])));
}

/** The wording of a variation is nobody's, and lets the picture be made again. */
function withoutWords(item: OutputItem): OutputItem {
  const making = item.making && { ...item.making, ownPrompt: '', thread: null };
  return { ...item, promptUsed: VARIATION, text: null, making };
}

/** The same with {@link NOBODY} wherever the id stands alone, whatever field that is. */
function replaced(state: InteractionState, personId: string): InteractionState {
  const text = JSON.stringify(state, (_name, value: unknown) =>
    value === personId ? NOBODY : value,
  );
  const copy: InteractionState = JSON.parse(text);
  return copy;
}
