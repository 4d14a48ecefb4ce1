import { z } from 'zod';

import { generationSource } from './generation-source.js';
import { price } from './price.js';
import { settings } from './settings.js';
import { snowflake } from './values.js';

/** Tokens by kind, as the vendor counts and bills them; null where it gave none. */
const tokens = z
  .object({
    prompt: z.int().nonnegative().nullable(),
    image: z.int().nonnegative().nullable(),
    text: z.int().nonnegative().nullable(),
    thoughts: z.int().nonnegative().nullable(),
  })
  .readonly();

export type Tokens = z.output<typeof tokens>;

/** What a picture was made from and with, beside the wording, style and model of its output. */
export const making = z
  .object({
    /** The person's own words, empty without; null when unknown. */
    ownPrompt: z.string().nullable(),
    source: generationSource,
    settings: settings.prefault({}),
    /**
     * The generation that made several pictures, this one among them; null where it made only this.
     */
    batch: z.string().nullable().default(null),
    /** Who asked for this picture. */
    requestedBy: snowflake,
    /**
     * How many earlier turns the model was sent, where it kept something to go on from the picture;
     * null where it did not.
     */
    thread: z.int().nonnegative().nullable().default(null),
    /** Null where the model counts none. */
    tokens: tokens.nullable().default(null),
    /** What the call cost by its tokens; null where nobody knows. */
    price: price.nullable().default(null),
    /**
     * Milliseconds from the start of the attempt until the picture was stored; null when unknown.
     */
    durationMs: z.int().nonnegative().nullable().default(null),
  })
  .readonly();

export type Making = z.output<typeof making>;
