import type {
  Generation,
  GenerationFailure,
  GenerationLease,
  GenerationTicket,
} from '../../src/interactions/generation.js';
import type { StoredImage } from '../../src/interactions/stored-image.js';
import type { InteractionState, OutputItem } from '../../src/interactions/interaction-state.js';
import type { NewInteraction } from '../../src/interactions/new-interaction.js';
import type { Making } from '../../src/interactions/making.js';
import { AUTOMATIC_SETTINGS } from '../../src/interactions/settings.js';

export const INTERACTION_ID = '3f2b8c1e-9d4a-4c77-8b21-5a6f0e9d1c2b';
export const OTHER_INTERACTION_ID = 'a0b1c2d3-e4f5-4a6b-9c8d-7e6f5a4b3c2d';

/** The message that requested {@link INTERACTION_ID}. */
export const REQUEST_ID = '500000000000000005';

export const TICKET: GenerationTicket = {
  id: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  requestedBy: '200000000000000002',
  requestedAt: '2026-11-24T12:00:00.000Z',
};

/** An image as rows name it; nothing is stored under its key. */
export function storedImage(overrides: Partial<StoredImage> = {}): StoredImage {
  return {
    key: `input_images/input_${INTERACTION_ID}_0_20261124T120000000Z-0a1b2c3d.png`,
    sha256: 'ab'.repeat(32),
    byteSize: 1234,
    mediaType: 'image/png',
    width: 640,
    height: 480,
    ...overrides,
  };
}

/** The name of output number `n`, as the store gives it. */
export function outputKey(n: number): string {
  return `output_images/output_${INTERACTION_ID}_generated_20261124T12000000${n}Z-0a1b2c3d.png`;
}

/** A generated output. */
export function outputItem(overrides: Partial<OutputItem> = {}): OutputItem {
  return {
    origin: 'generated',
    image: storedImage({ key: outputKey(1) }),
    deliveryImage: null,
    promptUsed: 'a lighthouse',
    styleKey: null,
    model: 'gemini-nano-banana-2.1',
    text: null,
    making: null,
    createdAt: '2026-11-24T12:00:05.000Z',
    ...overrides,
  };
}

/** What a picture was made from. */
export function making(overrides: Partial<Making> = {}): Making {
  return {
    ownPrompt: 'a lighthouse',
    source: { kind: 'none' },
    settings: AUTOMATIC_SETTINGS,
    batch: null,
    requestedBy: TICKET.requestedBy,
    thread: null,
    tokens: null,
    price: null,
    durationMs: null,
    ...overrides,
  };
}

/** The person's own picture, or the contact sheet, as an output. */
export function inputItem(overrides: Partial<OutputItem> = {}): OutputItem {
  return outputItem({
    origin: 'input',
    image: storedImage(),
    promptUsed: '',
    model: null,
    ...overrides,
  });
}

/** A generation that was just asked for. */
export function generation(overrides: Partial<Generation> = {}): Generation {
  return {
    ...TICKET,
    status: 'requested',
    prompt: 'a lighthouse',
    ownPrompt: 'a lighthouse',
    styleKey: null,
    source: { kind: 'none' },
    goesOn: false,
    settings: AUTOMATIC_SETTINGS,
    place: null,
    made: 0,
    lost: [],
    lease: null,
    attempts: 0,
    failures: 0,
    firstFailureAt: null,
    retry: null,
    cancelledBy: null,
    failure: null,
    ...overrides,
  };
}

/** The right of a worker of another process. */
export const LEASE: GenerationLease = {
  owner: 'process 1',
  since: '2026-11-24T12:00:00.000Z',
  until: '2026-11-24T12:20:00.000Z',
};

/** Why a model refused. */
export const REFUSAL: GenerationFailure = {
  code: 'model.blocked_prompt',
  retryable: false,
  promptIsReason: true,
  userMessage: 'The model refused.',
};

/** Why a model can be asked again. */
export const OVERLOAD: GenerationFailure = {
  code: 'model.overloaded',
  retryable: true,
  promptIsReason: false,
  userMessage: 'The image model is busy.',
};

/** A generation that is as it has to be in `status`. */
export function generationIn(status: Generation['status']): Generation {
  const isFailed = status === 'failing' || status === 'failed';
  return generation({
    status,
    lease: status === 'running' ? LEASE : null,
    attempts: status === 'requested' ? 0 : 1,
    failure: isFailed ? REFUSAL : null,
  });
}

export const GENERATION_STATUSES: readonly Generation['status'][] = [
  'requested',
  'running',
  'produced',
  'delivered',
  'failing',
  'failed',
  'cancelling',
  'cancelled',
];

/** A preview of a text-only request, not yet stored. */
export function newInteractionState(overrides: Partial<NewInteraction> = {}): NewInteraction {
  return {
    id: INTERACTION_ID,
    isSpoiler: false,
    view: 'process_view',
    userId: '200000000000000002',
    guildId: '300000000000000003',
    channelId: '400000000000000004',
    // Two interactions never come from one message.
    requestMessageId: (overrides.id ?? INTERACTION_ID) === INTERACTION_ID ? REQUEST_ID : null,
    messageId: '600000000000000006',
    move: null,
    formerCards: [],
    cameFrom: null,
    followers: [],
    reach: 'channel',
    chosenStyle: null,
    estimate: null,
    lastClickId: null,
    earlierClickIds: [],
    deletedAt: null,
    keptBy: null,
    originalPrompt: 'a lighthouse',
    currentPrompt: 'a lighthouse',
    settings: AUTOMATIC_SETTINGS,
    inputs: [],
    outputs: [],
    currentIndex: 0,
    isChosen: false,
    showsSheet: false,
    settingsNotes: [],
    notes: [],
    generation: null,
    ...overrides,
  };
}

/** A preview of a text-only request. */
export function interactionState(overrides: Partial<InteractionState> = {}): InteractionState {
  return {
    ...newInteractionState(),
    version: 1,
    createdAt: '2026-11-24T12:00:00.000Z',
    lastUsedAt: '2026-11-24T12:00:00.000Z',
    ...overrides,
  };
}

/** A result with as many outputs as named, the last one shown. */
export function resultState(
  outputCount: number,
  overrides: Partial<InteractionState> = {},
): InteractionState {
  const outputs = Array.from({ length: outputCount }, (_, n) =>
    outputItem({ image: storedImage({ key: outputKey(n) }), promptUsed: `prompt ${n}` }),
  );
  return interactionState({
    view: 'style_view',
    outputs,
    currentIndex: Math.max(outputCount - 1, 0),
    ...overrides,
  });
}
