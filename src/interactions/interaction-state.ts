import { z } from 'zod';

import { generation } from './generation.js';
import { INTERACTION_ID_PATTERN } from './interaction-id.js';
import { making } from './making.js';
import { price } from './price.js';
import { settings } from './settings.js';
import { storedImage } from './stored-image.js';
import { snowflake, time } from './values.js';

/** What changes a card: its channel, or only the token of a click or command. */
const reach = z.enum(['channel', 'token']).default('channel');

/** Discord repeats the clicks of a few minutes at most, and seldom more than one of a card. */
export const MAX_EARLIER_CLICKS = 31;

/** A person moves a card a few times at most; an older message of it has long lost its buttons. */
export const MAX_FORMER_CARDS = 25;

/** A card links to as many others that went on from it: the newest ones. */
export const MAX_FOLLOWERS = 5;

/** One picture in the list that ◀ ▶ walk through, with everything that was used to make it. */
const outputItem = z
  .object({
    /** `input` is the person's own picture, or the contact sheet of several. */
    origin: z.enum(['input', 'generated', 'styled']),
    image: storedImage,
    /** A smaller copy when the original is larger than Discord accepts; else null. */
    deliveryImage: storedImage.nullable(),
    /** The wording that was sent to the model; empty for an input. */
    promptUsed: z.string(),
    /** The style that `promptUsed` was made with, or null. */
    styleKey: z.string().nullable(),
    /** The model's name; null for an input. */
    model: z.string().nullable(),
    /** Text that the model returned with the picture, or null. */
    text: z.string().nullable(),
    /** Null for an input, and for pictures of older versions. */
    making: making.nullable().default(null),
    createdAt: time,
  })
  .readonly();

export type OutputItem = z.output<typeof outputItem>;

const interactionId = z.string().regex(new RegExp(`^${INTERACTION_ID_PATTERN}$`));

/** The fields of {@link InteractionState}, for schemas that add to them. */
export const interactionFields = z.object({
  /** The interaction id, a UUID v4. */
  id: interactionId,
  /** Increases with each change. Saving an outdated version is refused. */
  version: z.int().positive(),
  /** The kind of view; the names are those of the Python bot. */
  view: z.enum(['process_view', 'style_view']),
  /** Who asked; null when unknown, as for most imported interactions. */
  userId: snowflake.nullable(),
  /** Null in a direct message, and when unknown. */
  guildId: snowflake.nullable(),
  /** Null when unknown: imported interactions, until somebody uses their card. */
  channelId: snowflake.nullable(),
  /** The message that asked; null when unknown. */
  requestMessageId: snowflake.nullable(),
  /** The card; null until it is posted. */
  messageId: snowflake.nullable(),
  /**
   * Where the card was before somebody brought it to its new place, and what asked for that; null
   * unless it is on its way, and `messageId` is null meanwhile.
   */
  move: z
    .object({
      clickId: snowflake,
      from: z
        .object({
          guildId: snowflake.nullable(),
          channelId: snowflake.nullable(),
          messageId: snowflake.nullable(),
          reach,
        })
        .readonly(),
    })
    .readonly()
    .nullable()
    .default(null),
  /** The messages that were the card before, newest first. */
  formerCards: z
    .array(z.object({ channelId: snowflake, messageId: snowflake, reach }).readonly())
    .max(MAX_FORMER_CARDS)
    .readonly()
    .default([]),
  /** The interaction whose card the request replied to, and whose pictures it took; null: none. */
  cameFrom: interactionId.nullable().default(null),
  /**
   * The newest interactions that came from this one in that way, oldest first; some may not exist.
   */
  followers: z.array(interactionId).max(MAX_FOLLOWERS).readonly().default([]),
  /**
   * What changes the card. A token lives for fifteen minutes; a card that only tokens reach is
   * private, or in a place where the bot is not.
   */
  reach,
  /** The click that was carried out last; null before the first. */
  lastClickId: snowflake.nullable(),
  /** Those carried out before it, newest first. */
  earlierClickIds: z.array(snowflake).max(MAX_EARLIER_CLICKS).readonly().default([]),
  createdAt: time,
  lastUsedAt: time,
  /**
   * When it was noted that the card, or its request before there was a card, was deleted; null
   * while it is there. A day later the interaction goes.
   */
  deletedAt: time.nullable().default(null),
  /** Who keeps the interaction from cleanup; null: nobody. */
  keptBy: snowflake.nullable().default(null),
  /** The prompt of the request. */
  originalPrompt: z.string(),
  /** The prompt that Process Prompt uses. */
  currentPrompt: z.string(),
  /** The style that Process Prompt uses on the preview, because the request named it; or null. */
  chosenStyle: z.string().nullable().default(null),
  /** What **Process Prompt** will cost with these settings; null where nobody knows. */
  estimate: price.nullable().default(null),
  /** The settings of the next generation. */
  settings: settings.prefault({}),
  /** What the card says about settings that were replaced, because no model can do them. */
  settingsNotes: z.array(z.string()).readonly().default([]),
  inputs: z.array(storedImage).readonly(),
  outputs: z.array(outputItem).readonly(),
  /** The output that the card shows; 0 while there is none. */
  currentIndex: z.int().nonnegative(),
  /**
   * Whether a person went to the shown output on purpose, since the last picture was made. A style
   * then applies to it, and else to the newest output that no style made.
   */
  isChosen: z.boolean().default(false),
  /**
   * Whether the card shows the contact sheet of all pictures that were made together with the shown
   * output, which is the first of them.
   */
  showsSheet: z.boolean().default(false),
  /**
   * Whether a picture of the request was a spoiler. Every picture of the interaction is then shown
   * covered.
   */
  isSpoiler: z.boolean().default(false),
  /** What the card says about the request: one line for each picture that was left out. */
  notes: z.array(z.string()).readonly(),
  generation: generation.nullable(),
});

/** The rule that the schema's field types cannot express: `currentIndex` names an output. */
export function hasValidIndex(state: {
  readonly currentIndex: number;
  readonly outputs: readonly unknown[];
}): boolean {
  return state.currentIndex < Math.max(state.outputs.length, 1);
}

/**
 * Everything about one interaction as one immutable value: the request, the outputs, and the
 * position of the person in them. The database, archives and the import all use this schema. Give a
 * new field a default, so that stored states without it stay readable.
 */
export const interactionState = interactionFields
  .refine(hasValidIndex, { path: ['currentIndex'], error: 'names no output' })
  .readonly();

export type InteractionState = z.output<typeof interactionState>;

/** The two kinds of view. */
export type ViewKind = InteractionState['view'];
