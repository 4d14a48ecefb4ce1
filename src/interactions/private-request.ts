import { z } from 'zod';

import { snowflake } from './values.js';

/** What somebody wants to have or to know, and is told privately. */
const ask = z
  .discriminatedUnion('kind', [
    /** The newest page of their history. */
    z.object({ kind: z.literal('history'), isKept: z.boolean(), text: z.string() }),
    /** A card of this id, which may be a short one, in the channel. */
    z.object({ kind: z.literal('show'), id: z.string() }),
    /** A card of their history in the channel. */
    z.object({ kind: z.literal('post'), interactionId: z.string() }),
    /** The pictures of a card of their history, in files of at most so many bytes. */
    z.object({
      kind: z.literal('download'),
      interactionId: z.string(),
      maxBytes: z.int().positive(),
    }),
    /**
     * That a card of theirs, or everything of them (null), is erased; it is noted elsewhere, too.
     */
    z.object({ kind: z.literal('forget'), interactionId: z.string().nullable() }),
    /** All that is stored of them, in files of at most so many bytes. */
    z.object({ kind: z.literal('export'), maxBytes: z.int().positive() }),
  ])
  .readonly();

export type PrivateAsk = z.output<typeof ask>;

/** What was asked by a command or button, until its private answer is there. */
export const privateRequest = z
  .object({
    /** The id that Discord gave to the command or click. */
    id: snowflake,
    /** Answers it for fifteen minutes. A secret: never logged. */
    token: z.string(),
    userId: snowflake,
    guildId: snowflake.nullable(),
    /** Where it was asked. */
    channelId: snowflake,
    ask,
  })
  .readonly();

export type PrivateRequest = z.output<typeof privateRequest>;
