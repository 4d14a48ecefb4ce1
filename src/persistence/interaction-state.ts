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

/** Why a generation ended without a picture. */
export interface GenerationFailure {
  readonly code: string;
  readonly retryable: boolean;
  /** One sentence for the person. */
  readonly sentence: string;
}

/**
 * One paid run of an image model: `requested → running → produced → delivered`, or, without a
 * picture, `running → failing → failed`. The last step of either is that the card shows the outcome.
 * It stays in the state after its end, so that the card can say how it ended.
 */
export interface Generation {
  readonly id: string;
  readonly status: 'requested' | 'running' | 'produced' | 'delivered' | 'failing' | 'failed';
  readonly requestedBy: string;
  /** ISO 8601, UTC. */
  readonly requestedAt: string;
  readonly prompt: string;
  readonly styleKey: string | null;
  readonly source: GenerationSource;
  /** Who runs it and until when nobody else may; null unless `running`. */
  readonly lease: { readonly owner: string; readonly until: string } | null;
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
  /** Who asked. */
  readonly userId: string;
  /** Null in a direct message. */
  readonly guildId: string | null;
  readonly channelId: string;
  /** The message that asked; null where it is not known. */
  readonly requestMessageId: string | null;
  /** The card; null until it was posted. */
  readonly messageId: string | null;
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

/** Whether a generation is still owed its outcome. */
export function isUnderWay(generation: Generation | null): boolean {
  return generation !== null && generation.status !== 'delivered' && generation.status !== 'failed';
}
