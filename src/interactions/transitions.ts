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

/** Whether there is a generation that failed and can be asked for again as it was. */
export function canTryAgain({ generation }: InteractionState): boolean {
  return !isWaiting(generation) && generation?.failure?.retryable === true;
}

/** Asks once more for what failed, with the settings of then. Where that cannot help, nothing changes. */
export function tryAgain(state: InteractionState, ticket: GenerationTicket): InteractionState {
  const { generation } = state;
  if (generation === null || !canTryAgain(state)) return state;
  return { ...state, generation: requested(ticket, generation) };
}

function requested(
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
    status: 'requested',
    prompt,
    ownPrompt,
    styleKey,
    source,
    settings,
    lease: null,
    attempts: 0,
    failures: 0,
    firstFailureAt: null,
    retry: null,
    failure: null,
  };
}

/**
 * `requested` or `running → cancelling`: a person cancels the generation while it has no outcome.
 */
export function cancel(state: InteractionState): InteractionState {
  return isWaiting(state.generation)
    ? withGeneration(state, { status: 'cancelling', lease: null, retry: null })
    : state;
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
 * `running → produced`: adds the picture as the last output and shows it. A picture that arrives
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
  const withOutput: InteractionState = { ...state, view: 'style_view', outputs };
  if (generation?.id !== generationId) return withOutput;
  if (!KEEPS_PICTURE.has(generation.status)) return null;
  return {
    ...withGeneration(withOutput, { status: 'produced', lease: null, retry: null }),
    currentIndex: outputs.length - 1,
    isChosen: false,
  };
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

/** `running → failing`, or `requested → failing`. Everything else on the card stays the same. */
export function fail(
  state: InteractionState,
  generationId: string,
  failure: GenerationFailure,
): InteractionState | null {
  const { generation } = state;
  if (generation?.id !== generationId || !isWaiting(generation)) return null;
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
