import type { Generation } from './generation.js';
import type { InteractionState, OutputItem } from './interaction-state.js';
import { offeredModel, type OfferedModel, type OfferedModels } from './offered-models.js';
import type { StoredImage } from './stored-image.js';
import { VARIATION } from './wordings.js';

/** The most turns before a new one that a model is sent. */
export const MAX_EARLIER_TURNS = 6;
/** The most bytes of their pictures: a request has room for 100 MB, and base64 adds a third. */
export const MAX_THREAD_BYTES = 32 * 1024 * 1024;

/** One exchange with a model: what a person asked for, and the output that the model made of it. */
export interface EarlierTurn {
  readonly item: OutputItem;
  /** The pictures that the person's side shows; none where the turn before it made the picture. */
  readonly pictures: readonly StoredImage[];
}

/** What a conversation depends on. */
type Asked = Pick<Generation, 'prompt' | 'styleKey' | 'source'>;

/**
 * The turns that led to the output that a prompt is about to change, oldest first: the newest ones
 * that `model` made in one thread, as many as it takes. Empty for everything else: a style and a
 * variation are each a turn of their own.
 */
export function conversationOf(
  state: InteractionState,
  { prompt, styleKey, source }: Asked,
  model: OfferedModel,
): readonly EarlierTurn[] {
  const isPrompt = styleKey === null && prompt !== VARIATION;
  if (!isPrompt || source.kind !== 'output') return [];
  const branch = branchTo(state, source.index, model);
  for (let first = 0; first < branch.length; first += 1) {
    const turns = asTurns(state, branch.slice(first));
    if (hasRoomFor(turns, model)) return turns;
  }
  return [];
}

/**
 * The state whose generation, which was just requested, goes on with a conversation if
 * there is one.
 */
export function goingOn(state: InteractionState, models: OfferedModels): InteractionState {
  const { generation } = state;
  if (generation?.status !== 'requested') return state;
  const model = offeredModel(models, generation.settings.model);
  const goesOn = conversationOf(state, generation, model).length > 0;
  return { ...state, generation: { ...generation, goesOn } };
}

/**
 * Outputs as turns. Only the first one shows what it was made from: the others were made from the
 * picture before.
 */
export function asTurns(
  state: InteractionState,
  branch: readonly OutputItem[],
): readonly EarlierTurn[] {
  return branch.map((item, n) => ({ item, pictures: n === 0 ? sourcesOf(state, item) : [] }));
}

/** The outputs of one thread that led to the one at `index`, oldest first. */
function branchTo(state: InteractionState, index: number, model: OfferedModel): OutputItem[] {
  const branch: OutputItem[] = [];
  for (let at = index; branch.length < MAX_EARLIER_TURNS;) {
    const item = state.outputs[at];
    const { thread = null, source } = item?.making ?? {};
    if (item === undefined || thread === null || item.model !== model.name) break;
    branch.unshift(item);
    if (thread === 0 || source?.kind !== 'output' || source.index >= at) break;
    at = source.index;
  }
  return branch;
}

function sourcesOf({ inputs, outputs }: InteractionState, { making }: OutputItem): StoredImage[] {
  const { source } = making ?? {};
  if (source?.kind === 'inputs') return [...inputs];
  const output = source?.kind === 'output' ? outputs[source.index] : undefined;
  return output === undefined ? [] : [output.image];
}

function hasRoomFor(
  turns: readonly EarlierTurn[],
  { maxThreadPictures = 0 }: OfferedModel,
): boolean {
  const images = turns.flatMap(({ item, pictures }) => [...pictures, item.image]);
  const bytes = images.reduce((sum, { byteSize }) => sum + byteSize, 0);
  return images.length <= maxThreadPictures && bytes <= MAX_THREAD_BYTES;
}
