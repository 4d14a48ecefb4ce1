import { remainingOf, showingBatch } from './batch.js';
import {
  isWaiting,
  type Generation,
  type GenerationFailure,
  type GenerationLease,
  type GenerationRetry,
  type GenerationStatus,
  type GenerationTicket,
} from './generation.js';
import type { InteractionState, OutputItem } from './interaction-state.js';

/** What a card asks for; the settings are those of its state. */
export type GenerationRequest = Pick<Generation, 'prompt' | 'ownPrompt' | 'styleKey' | 'source'>;

/**
 * Requests a generation. While another one waits, nothing changes.
 *
 * @param settings those of the card by default.
 */
export function request(
  state: InteractionState,
  ticket: GenerationTicket,
  wanted: GenerationRequest,
  settings = state.settings,
): InteractionState {
  if (isWaiting(state.generation)) return state;
  return { ...state, generation: requested(ticket, { ...wanted, settings }) };
}

/** How each picture begins. */
const AT_THE_BEGINNING = {
  status: 'requested',
  lease: null,
  attempts: 0,
  failures: 0,
  firstFailureAt: null,
  retry: null,
} as const;

/** A generation at its beginning. */
export function requested(
  ticket: GenerationTicket,
  {
    prompt,
    ownPrompt,
    styleKey,
    source,
    settings,
  }: GenerationRequest & Pick<Generation, 'settings'>,
): Generation {
  return {
    ...ticket,
    prompt,
    ownPrompt,
    styleKey,
    source,
    goesOn: false,
    settings,
    place: null,
    made: 0,
    lost: [],
    ...AT_THE_BEGINNING,
    cancelledBy: null,
    failure: null,
  };
}

/**
 * `requested` or `running → cancelling`: a person cancels the generation while it has no outcome.
 * The pictures that it has made so far are shown.
 *
 * @param cancelledBy null: its card was deleted.
 */
export function cancel(
  state: InteractionState,
  cancelledBy: string | null = null,
): InteractionState {
  const { generation } = state;
  if (generation === null || !isWaiting(generation)) return state;
  const cancelled = withGeneration(state, {
    status: 'cancelling',
    cancelledBy,
    lease: null,
    retry: null,
  });
  return generation.made > 0 ? showingBatch(cancelled) : cancelled;
}

/**
 * `requested` or `running → running`: a worker starts an attempt. In the database, a claim is one
 * conditional statement with this effect on the state.
 */
export function claim(state: InteractionState, lease: GenerationLease): InteractionState {
  const attempts = (state.generation?.attempts ?? 0) + 1;
  return withGeneration(state, { status: 'running', lease, attempts });
}

/**
 * `running → produced`: adds the picture as the last output and shows it. Where more pictures are
 * to come, `running → requested`, and the card goes on showing what it did. A picture that arrives
 * after the person cancelled is kept in the same way. When the card already requests another one,
 * only the picture is added.
 */
export function produce(
  state: InteractionState,
  generationId: string,
  item: OutputItem,
): InteractionState | null {
  const { generation } = state;
  // It was stored already, and the answer to that was lost.
  if (state.outputs.some(({ image }) => image.key === item.image.key)) return null;
  const outputs = [...state.outputs, item];
  if (generation?.id !== generationId) return { ...state, view: 'style_view', outputs };
  if (!KEEPS_PICTURE.has(generation.status)) return null;
  const made = { ...generation, made: generation.made + 1 };
  const withOutput = { ...state, outputs, generation: made };
  return generation.status === 'running' && remainingOf(made) > 0
    ? withGeneration(withOutput, AT_THE_BEGINNING)
    : produced(withOutput);
}

function produced(state: InteractionState): InteractionState {
  return showingBatch(withGeneration(state, { status: 'produced', lease: null, retry: null }));
}

/** The statuses in which an arriving picture becomes the outcome of this generation. */
const KEEPS_PICTURE: ReadonlySet<GenerationStatus> = new Set([
  'running',
  'cancelling',
  'cancelled',
]);

/** `running → requested`: the model is asked again, not before the time in `retry`. */
export function retryLater(
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
    failures: generation.failures + 1,
    firstFailureAt: generation.firstFailureAt ?? now,
    retry,
  });
}

/**
 * `running → failing`, or `requested → failing`. Everything else on the card stays the same. Where
 * pictures were made before, `→ produced`; where others can still be made, `→ requested`.
 *
 * @param concerns whether the model can still be asked for the other pictures.
 */
export function fail(
  state: InteractionState,
  generationId: string,
  failure: GenerationFailure,
  concerns: 'this_picture' | 'all_pictures' = 'all_pictures',
): InteractionState | null {
  const { generation } = state;
  if (generation?.id !== generationId || !isWaiting(generation)) return null;
  const lost = { ...generation, lost: [...generation.lost, failure] };
  const without = { ...state, generation: lost };
  if (concerns === 'this_picture' && remainingOf(lost) > 0)
    return withGeneration(without, AT_THE_BEGINNING);
  if (lost.made > 0) return produced(without);
  return withGeneration(state, { status: 'failing', lease: null, retry: null, failure });
}

/**
 * `produced → delivered`, `failing → failed` or `cancelling → cancelled`: the card shows the
 * outcome.
 */
export function conclude(state: InteractionState): InteractionState | null {
  const status = state.generation && CONCLUSIONS[state.generation.status];
  return status ? withGeneration(state, { status }) : null;
}

const CONCLUSIONS: Partial<Record<GenerationStatus, GenerationStatus>> = {
  produced: 'delivered',
  failing: 'failed',
  cancelling: 'cancelled',
};

function withGeneration(state: InteractionState, changes: Partial<Generation>): InteractionState {
  return state.generation === null
    ? state
    : { ...state, generation: { ...state.generation, ...changes } };
}
