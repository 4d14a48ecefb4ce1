import {
  isUnderWay,
  type Generation,
  type GenerationFailure,
  type GenerationRetry,
  type InteractionState,
  type OutputItem,
} from './interaction-state.js';

/**
 * `running → produced`: the picture becomes the last output, and the one that the card shows. A
 * picture that comes although it was called off is kept just the same; where the card has asked for
 * another one meanwhile, it is added, and everything else stays.
 */
export function produce(
  state: InteractionState,
  generationId: string,
  item: OutputItem,
): InteractionState | null {
  const { generation } = state;
  const outputs = [...state.outputs, item];
  const withOutput: InteractionState = { ...state, view: 'style_view', outputs };
  if (generation?.id !== generationId) return withOutput;
  if (!KEEPS_PICTURE.has(generation.status)) return null;
  return {
    ...withGeneration(withOutput, { status: 'produced', lease: null, retry: null }),
    currentIndex: outputs.length - 1,
  };
}

/** Where a picture that arrives is this generation's outcome. */
const KEEPS_PICTURE: ReadonlySet<Generation['status']> = new Set([
  'running',
  'cancelling',
  'cancelled',
]);

/** `running → requested`: the model is asked again, not before the time that `retry` names. */
export function tryLater(
  state: InteractionState,
  generationId: string,
  retry: GenerationRetry,
  now: string,
): InteractionState | null {
  const { generation } = state;
  if (generation?.id !== generationId || generation.status !== 'running') return null;
  return withGeneration(state, {
    status: 'requested',
    lease: null,
    failedTries: generation.failedTries + 1,
    troubleSince: generation.troubleSince ?? now,
    retry,
  });
}

/** `running → failing`, or `requested → failing`: everything else on the card stays as it is. */
export function fail(
  state: InteractionState,
  generationId: string,
  failure: GenerationFailure,
): InteractionState | null {
  const { generation } = state;
  if (generation?.id !== generationId) return null;
  if (generation.status !== 'running' && generation.status !== 'requested') return null;
  return withGeneration(state, { status: 'failing', lease: null, retry: null, failure });
}

/**
 * `produced → delivered`, `failing → failed` or `cancelling → cancelled`: the card shows the
 * outcome.
 */
export function conclude(state: InteractionState): InteractionState | null {
  switch (state.generation?.status) {
    case 'produced':
      return withGeneration(state, { status: 'delivered' });
    case 'failing':
      return withGeneration(state, { status: 'failed' });
    case 'cancelling':
      return withGeneration(state, { status: 'cancelled' });
    case 'requested':
    case 'running':
    case 'delivered':
    case 'failed':
    case 'cancelled':
    case undefined:
      return null;
  }
}

/** Whether all that is left of a generation is to show its outcome. */
export function isOutcomeDue({ generation }: InteractionState): boolean {
  return (
    isUnderWay(generation) && generation?.status !== 'requested' && generation?.status !== 'running'
  );
}

function withGeneration(state: InteractionState, changes: Partial<Generation>): InteractionState {
  return state.generation === null
    ? state
    : { ...state, generation: { ...state.generation, ...changes } };
}
