import type { PictureMediaType } from '../imaging/picture.js';

/** A picture in the {@link ImageStore}: where it lies, and how to tell that it is still whole. */
export interface StoredImage {
  /** `input_images/…` or `output_images/…`, as the store gave it. */
  readonly key: string;
  /** Hex digest of the stored bytes. */
  readonly sha256: string;
  readonly byteSize: number;
  readonly mediaType: PictureMediaType;
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
}

/** One picture in the list that ◀ ▶ walk through, with what made it. */
export interface OutputItem {
  /** `input` is the person's own picture, or the contact sheet of several. */
  readonly origin: 'input' | 'generated' | 'styled';
  readonly image: StoredImage;
  /** The same picture made smaller, when the original is larger than Discord takes; else null. */
  readonly deliveryImage: StoredImage | null;
  /** The wording the model got; empty for an input. */
  readonly promptUsed: string;
  /** The style whose wording `promptUsed` is, or null. */
  readonly styleKey: string | null;
  /** The model's name; null for an input. */
  readonly model: string | null;
  /** What the model said beside the picture, or null. */
  readonly text: string | null;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
}

/** Which pictures a generation works from. */
export type GenerationSource =
  | { readonly kind: 'none' }
  | { readonly kind: 'inputs' }
  | { readonly kind: 'output'; readonly index: number };

/** Why a generation ended without a picture, or has to be tried again. */
export interface GenerationFailure {
  readonly code: string;
  /** Whether pressing again, with nothing changed, can help. */
  readonly retryable: boolean;
  /** Whether other words in the prompt are what can help. */
  readonly promptIsReason: boolean;
  /** One sentence for the person. */
  readonly sentence: string;
}

/** A worker's right to run a generation: since when, and until when nobody else may. */
export interface GenerationLease {
  /** Another one at every start of a process. */
  readonly owner: string;
  /** ISO 8601, UTC. */
  readonly since: string;
  /** ISO 8601, UTC; the owner moves it on while it works. */
  readonly until: string;
}

/** Why the model has to be asked again, and when. */
export interface GenerationRetry {
  /** ISO 8601, UTC: not before that. */
  readonly notBefore: string;
  readonly failure: GenerationFailure;
}

/**
 * Where a generation is. `requested → running → produced → delivered` is the usual way; a try that
 * may be repeated leads from `running` back to `requested`; without a picture it ends as
 * `failing → failed`, called off as `cancelling → cancelled`. The last step of each is that the card
 * shows the outcome.
 */
export type GenerationStatus =
  | 'requested'
  | 'running'
  | 'produced'
  | 'delivered'
  | 'failing'
  | 'failed'
  | 'cancelling'
  | 'cancelled';

/**
 * One request of a picture from an image model. It stays in the state after its end, so that the
 * card can say how it ended.
 */
export interface Generation {
  readonly id: string;
  readonly status: GenerationStatus;
  readonly requestedBy: string;
  /** ISO 8601, UTC. */
  readonly requestedAt: string;
  readonly prompt: string;
  readonly styleKey: string | null;
  readonly source: GenerationSource;
  /** Null unless `running`. */
  readonly lease: GenerationLease | null;
  /** How often a worker began with it, those included that died over it. */
  readonly claims: number;
  /** How many tries the model has answered with a failure that allows another one. */
  readonly failedTries: number;
  /** When the first such failure came, ISO 8601, UTC; null before that. */
  readonly troubleSince: string | null;
  /** Set while it is `requested` again after a failed try. */
  readonly retry: GenerationRetry | null;
  /** Null unless `failing` or `failed`. */
  readonly failure: GenerationFailure | null;
}

/** The two ways an interaction presents itself; the names are those of the stored states. */
export type ViewKind = 'process_view' | 'style_view';

/**
 * Everything about one interaction, as one immutable value: the request, all that grew from it, and
 * where the person is in it. One value is one row of `interaction_states`.
 */
export interface InteractionState {
  /** The interaction id, a UUID v4. */
  readonly id: string;
  /** Counts the changes; a save of an outdated version is refused. */
  readonly version: number;
  readonly view: ViewKind;
  /** Who asked; null where it is not known, as of most imported ones. */
  readonly userId: string | null;
  /** Null in a direct message, and where the place is not known. */
  readonly guildId: string | null;
  /** Null where it is not known: of imported ones until somebody uses their card. */
  readonly channelId: string | null;
  /** The message that asked; null where it is not known. */
  readonly requestMessageId: string | null;
  /** The card; null until it was posted. */
  readonly messageId: string | null;
  /** The last click that was carried out on the card, Discord's id; null before the first. */
  readonly lastClickId: string | null;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** ISO 8601, UTC. */
  readonly lastUsedAt: string;
  /** The prompt as it came with the mention. */
  readonly originalPrompt: string;
  /** The prompt that Process Prompt runs. */
  readonly currentPrompt: string;
  readonly inputs: readonly StoredImage[];
  readonly outputs: readonly OutputItem[];
  /** The output the card shows; 0 while there is none. */
  readonly currentIndex: number;
  /** What the card has to say about the request: one line for each picture that was left out. */
  readonly notes: readonly string[];
  readonly generation: Generation | null;
}

const OVER: ReadonlySet<GenerationStatus> = new Set(['delivered', 'failed', 'cancelled']);

/** Whether a generation is still owed its outcome. */
export function isUnderWay(generation: Generation | null): boolean {
  return generation !== null && !OVER.has(generation.status);
}
