import type {
  Generation,
  GenerationFailure,
  InteractionState,
  OutputItem,
} from '../persistence/interaction-state.js';

/** The right to run one generation, until a moment in time. */
export type Lease = NonNullable<Generation['lease']>;

/**
 * `requested → running`, or one dead worker's `running` taken over.
 *
 * @param takeOver whether whoever else holds a lease is known to be dead.
 * @returns null when there is nothing to run, or somebody else runs it.
 */
export function claim(
  state: InteractionState,
  lease: Lease,
  now: string,
  takeOver: boolean,
): InteractionState | null {
  const { generation } = state;
  if (generation?.status === 'requested')
    return withGeneration(state, { status: 'running', lease });
  if (generation?.status !== 'running') return null;
  const { lease: held } = generation;
  // Somebody in this process was faster: the click that asked for it, or the start of the process.
  if (held?.owner === lease.owner) return null;
  const isExpired = held === null || held.until <= now;
  return isExpired || takeOver ? withGeneration(state, { lease }) : null;
}

/** `running → produced`: the picture becomes the last output, and the one that the card shows. */
export function produce(
  state: InteractionState,
  generationId: string,
  item: OutputItem,
): InteractionState | null {
  if (!isRunning(state, generationId)) return null;
  const outputs = [...state.outputs, item];
  return {
    ...withGeneration(state, { status: 'produced', lease: null }),
    view: 'style_view',
    outputs,
    currentIndex: outputs.length - 1,
  };
}

/** `running → failing`: everything else on the card stays as it is. */
export function fail(
  state: InteractionState,
  generationId: string,
  failure: GenerationFailure,
): InteractionState | null {
  if (!isRunning(state, generationId)) return null;
  return withGeneration(state, { status: 'failing', lease: null, failure });
}

/** `produced → delivered` or `failing → failed`: the card shows the outcome. */
export function conclude(state: InteractionState): InteractionState | null {
  switch (state.generation?.status) {
    case 'produced':
      return withGeneration(state, { status: 'delivered' });
    case 'failing':
      return withGeneration(state, { status: 'failed' });
    case 'requested':
    case 'running':
    case 'delivered':
    case 'failed':
    case undefined:
      return null;
  }
}

function isRunning({ generation }: InteractionState, generationId: string): boolean {
  return generation?.id === generationId && generation.status === 'running';
}

function withGeneration(state: InteractionState, changes: Partial<Generation>): InteractionState {
  return state.generation === null
    ? state
    : { ...state, generation: { ...state.generation, ...changes } };
}
