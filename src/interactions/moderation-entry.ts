import { z } from 'zod';

import { snowflake, time } from './values.js';

/**
 * One thing that moderators want to know of: a prompt with a listed word, a request that the model
 * refused, a report, and a card that a moderator removed.
 */
export const moderationEntry = z
  .object({
    /** The same thing has the same key, however often it is noted. */
    key: z.string().max(120),
    action: z.enum(['listed-word', 'model-refused', 'reported', 'removed']),
    at: time,
    /** Who did it: asked, reported or removed. */
    personId: snowflake,
    /** Null: a direct message. */
    guildId: snowflake.nullable(),
    channelId: snowflake.nullable(),
    /** The card; null: there is none. */
    messageId: snowflake.nullable(),
    interactionId: z.string().nullable(),
    /** Who asked for the card, where that is known. */
    askedBy: snowflake.nullable(),
    /** What was found, or what the model said; null: nothing. */
    verdict: z.string().nullable(),
    /** Null where prompts are not noted. */
    prompt: z.string().nullable(),
  })
  .readonly();

export type ModerationEntry = z.output<typeof moderationEntry>;
