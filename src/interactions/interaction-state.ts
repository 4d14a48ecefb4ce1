import { z } from 'zod';

import { generation } from './generation.js';
import { INTERACTION_ID_PATTERN } from './interaction-id.js';
import { settings } from './settings.js';
import { storedImage } from './stored-image.js';
import { snowflake, time } from './values.js';

/** One picture in the list that ◀ ▶ walk through, with everything that made it. */
const outputItem = z
  .object({
    /** `input` is the person's own picture, or the contact sheet of several. */
    origin: z.enum(['input', 'generated', 'styled']),
    image: storedImage,
    /** The same picture made smaller, when the original is larger than Discord takes; else null. */
    deliveryImage: storedImage.nullable(),
    /** The wording that the model got; empty for an input. */
    promptUsed: z.string(),
    /** The style whose wording `promptUsed` is, or null. */
    styleKey: z.string().nullable(),
    /** The model's name; null for an input. */
    model: z.string().nullable(),
    /** What the model said beside the picture, or null. */
    text: z.string().nullable(),
    createdAt: time,
  })
  .readonly();

export type OutputItem = z.output<typeof outputItem>;

/** The fields of {@link InteractionState}, for schemas that add to them. */
export const interactionFields = z.object({
  /** The interaction id, a UUID v4. */
  id: z.string().regex(new RegExp(`^${INTERACTION_ID_PATTERN}$`)),
  /** Counts the changes; a save of an outdated version is refused. */
  version: z.int().positive(),
  /** How the interaction presents itself; the names are those of the Python predecessor. */
  view: z.enum(['process_view', 'style_view']),
  /** Who asked; null where it is not known, as of most imported ones. */
  userId: snowflake.nullable(),
  /** Null in a direct message, and where the place is not known. */
  guildId: snowflake.nullable(),
  /** Null where it is not known: of imported ones until somebody uses their card. */
  channelId: snowflake.nullable(),
  /** The message that asked; null where it is not known. */
  requestMessageId: snowflake.nullable(),
  /** The card; null until it is posted. */
  messageId: snowflake.nullable(),
  /** The last click that was carried out on the card; null before the first. */
  lastClickId: snowflake.nullable(),
  createdAt: time,
  lastUsedAt: time,
  /** The prompt as it came with the request. */
  originalPrompt: z.string(),
  /** The prompt that Process Prompt runs. */
  currentPrompt: z.string(),
  /** What the next generation is asked with. */
  settings: settings.prefault({}),
  inputs: z.array(storedImage).readonly(),
  outputs: z.array(outputItem).readonly(),
  /** The output that the card shows; 0 while there is none. */
  currentIndex: z.int().nonnegative(),
  /** What the card has to say about the request: one line for each picture that was left out. */
  notes: z.array(z.string()).readonly(),
  generation: generation.nullable(),
});

/** What is not the same in every state that the fields allow. */
export function standsOnAnOutput(state: {
  readonly currentIndex: number;
  readonly outputs: readonly unknown[];
}): boolean {
  return state.currentIndex < Math.max(state.outputs.length, 1);
}

/**
 * Everything about one interaction, as one immutable value: the request, all that grew from it, and
 * where the person is in it. The database, archives and the import all keep to this one schema. A
 * new field gets a default, so that states from before it stay readable.
 */
export const interactionState = interactionFields
  .refine(standsOnAnOutput, { path: ['currentIndex'], error: 'names no output' })
  .readonly();

export type InteractionState = z.output<typeof interactionState>;

/** The two ways an interaction presents itself. */
export type ViewKind = InteractionState['view'];
